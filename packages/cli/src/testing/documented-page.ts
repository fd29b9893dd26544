import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGateway } from 'aliyun-sms-gateway';
import { startSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import { APP_ID, APP_SECRET, startLogtoServer, type LogtoState } from './logto-server.ts';
import { runCommand, type TestRun } from './terminal.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** What a reader has before the page's first command. */
interface Start {
  /** The Aliyun account; default: the sandbox's own. */
  readonly account?: Account;
  readonly logto?: Partial<LogtoState>;
  /** Whether an earlier page has written the settings file. */
  readonly settings?: boolean;
  /** Whether the page has started a gateway and put a proxy in front of it. */
  readonly gateway?: boolean;
  /** Whether the page's sections are alternatives, each followed from an empty home. */
  readonly alternatives?: boolean;
}

type Account = Partial<NonNullable<SandboxSeed['accounts']>[number]>;

/** An account after going live: one signature, one template. */
const READY: Account = {
  signNames: [{ signName: '示例科技' }],
  templates: [{ templateCode: 'SMS_200000001', content: '登录验证码${code}，10分钟内有效。' }],
};
const NEW: Account = {};

const SETTINGS = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例科技',
  templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_200000001' } }],
};

const OFFICIAL = {
  id: 'official',
  connectorId: 'aliyun-short-message-service',
  type: 'Sms',
  config: SETTINGS,
};

/** Every page that has commands which end by themselves. */
export const PAGES: Readonly<Record<string, Start>> = {
  'docs/cli.md': {},
  'docs/cli.zh-CN.md': {},
  'docs/quick-start.md': { account: READY },
  'docs/quick-start.zh-CN.md': { account: READY },
  'docs/going-live.md': { account: NEW, alternatives: true },
  'docs/going-live.zh-CN.md': { account: NEW, alternatives: true },
  'docs/gateway.md': { account: READY, gateway: true },
  'docs/gateway.zh-CN.md': { account: READY, gateway: true },
  'docs/operations.md': { settings: true },
  'docs/operations.zh-CN.md': { settings: true },
  'docs/moving-from-the-official-connector.md': { logto: { connectors: [OFFICIAL] } },
  'docs/moving-from-the-official-connector.zh-CN.md': { logto: { connectors: [OFFICIAL] } },
  'docs/sandbox-aliyun.md': {},
  'docs/sandbox-aliyun.zh-CN.md': {},
  'examples/logto/README.md': {},
};

export interface PageRun {
  readonly runs: readonly (TestRun & { readonly line: string })[];
  /** Aliyun's operations that the commands called. */
  readonly calls: ReadonlySet<string>;
}

/**
 * Runs the commands of a page in order, each with what the previous ones left. Adds what the page takes
 * for granted: the sandbox in place of Aliyun (`--endpoint`), a fake Logto and a folder laid out like its
 * image, an answer to each question, and a folder for files.
 */
export async function runPage(
  page: string,
  lines: readonly (readonly string[])[],
  optionsOf: (line: readonly string[]) => readonly string[],
): Promise<PageRun> {
  const start = PAGES[page] ?? {};
  const folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  const sandbox = await startSandbox({ port: 0, seed: seedOf(start) });
  const logto = await startLogtoServer(start.logto);
  const gateway = start.gateway ? await startOwnGateway(sandbox.url) : undefined;
  const here = process.cwd();
  process.chdir(folder);
  try {
    await makeLogtoImage(join(folder, 'logto'));
    if (start.settings) await writeFile('aliyun-sms.settings.json', JSON.stringify(SETTINGS));
    await writeFile('logto.log', '');
    const runs = [];
    for (const line of lines) {
      const full = completed(line, optionsOf(line), {
        folder,
        endpoint: sandbox.url,
        gateway: gateway?.url,
      });
      const usesLogto = line[0] === 'logto' || line[0] === 'trace';
      const environment = usesLogto ? logtoEnvironment(logto.url) : {};
      // In turn, as a reader types them.
      // oxlint-disable-next-line no-await-in-loop
      const run = await runCommand(full, { environment: { HOME: folder, ...environment } });
      runs.push({ line: line.join(' '), ...run });
    }
    const calls = sandbox.requests.list().map(({ action = '' }) => action);
    return { runs, calls: new Set(calls.filter((action) => action !== '')) };
  } finally {
    process.chdir(here);
    await Promise.all([sandbox.close(), logto.close(), gateway?.close(0)]);
    await rm(folder, { recursive: true });
  }
}

function seedOf({ account }: Start): SandboxSeed {
  const settings = { reviewMs: 0, filingMs: 0 };
  if (!account) return { settings };
  const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
  return { settings, accounts: [{ id: 'reader', keys, ...account }] };
}

const logtoEnvironment = (url: string) => ({
  LOGTO_ENDPOINT: url,
  LOGTO_APP_ID: APP_ID,
  LOGTO_APP_SECRET: APP_SECRET,
  ...GATEWAY_TOKEN,
});

const GATEWAY_TOKEN = { ALIYUN_SMS_GATEWAY_TOKEN: 'a-token-of-more-than-24-characters' };
const DOCUMENTED_GATEWAY = 'https://sms.example.com';

const startOwnGateway = (endpoint: string) =>
  startGateway({ settings: { ...SETTINGS, endpoint }, environment: GATEWAY_TOKEN, port: 0 });

const DOCUMENTED_ENDPOINT = 'http://127.0.0.1:4086';

function completed(
  line: readonly string[],
  options: readonly string[],
  {
    folder,
    endpoint,
    gateway = DOCUMENTED_GATEWAY,
  }: { readonly folder: string; readonly endpoint: string; readonly gateway?: string | undefined },
): readonly string[] {
  const places: Readonly<Record<string, string>> = {
    [DOCUMENTED_ENDPOINT]: endpoint,
    [DOCUMENTED_GATEWAY]: gateway,
    '/etc/logto': join(folder, 'logto'),
    'examples/logto/settings.json': join(repository, 'examples/logto/settings.json'),
  };
  const added = [
    ...(options.includes('--endpoint') && !line.includes('--endpoint')
      ? ['--endpoint', endpoint]
      : []),
    ...(options.includes('--yes') ? ['--yes'] : []),
    ...(line.join(' ').startsWith('init --channel mas') ? ['--sign-name', '恒创联众'] : []),
  ];
  return [...line.map((word) => places[word] ?? word), ...added];
}

/** The parts of Logto's image that `logto install` looks at. */
async function makeLogtoImage(folder: string): Promise<void> {
  const core = join(folder, 'packages', 'core');
  const kit = join(core, 'node_modules', '@logto', 'connector-kit');
  await mkdir(kit, { recursive: true });
  await mkdir(join(core, 'connectors'));
  const manifests = [
    [core, { name: '@logto/core', version: '1.42.0' }],
    [kit, { name: '@logto/connector-kit', version: '5.1.0' }],
  ] as const;
  await Promise.all(
    manifests.map(([place, manifest]) =>
      writeFile(join(place, 'package.json'), JSON.stringify(manifest)),
    ),
  );
}
