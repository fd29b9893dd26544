import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { copyOfficialConnector, copyWithModules } from './official-connector.mjs';
import { unpackConnector } from './packed-connector.ts';
import { packageFolder } from './repository.mjs';

interface Text {
  /** On the sign-in page, and in Console's toast. */
  readonly message: string;
  /** Below it in Console's toast, only at "Save". */
  readonly details?: string;
}

/** What Logto's response shows to people, in the language that their browser requests. */
export interface Shown {
  /** The HTTP status. */
  readonly status: number;
  readonly en: Text;
  readonly 'zh-CN': Text;
}

interface Failure {
  readonly ofHost: boolean;
  readonly message: string;
  readonly code?: unknown;
  readonly shown: Shown;
}

/** What reached Logto's core when a connector, or the settings guard, threw. */
export class HostFailure extends Error {
  /** Whether it is the host's own `ConnectorError`; anything else is an HTTP 500 in Logto. */
  readonly ofHost: boolean;
  readonly code: unknown;
  readonly shown: Shown;

  constructor({ ofHost, message, code, shown }: Failure) {
    super(message);
    this.ofHost = ofHost;
    this.code = code;
    this.shown = shown;
  }
}

/** A message as Logto's core passes it to a connector. `payload` has more keys in some flows. */
export interface LogtoMessage {
  readonly to: string;
  readonly type: string;
  readonly payload: { readonly code: string; readonly locale?: string };
  readonly ip?: string;
}

export interface LogtoHost {
  /** What the loader found in the folders under `connectors/`. */
  factories(): Promise<readonly { metadata: Record<string, unknown>; type: string }[]>;
  /** Stores a connector's settings if its guard accepts them. */
  save(id: string, config: unknown): Promise<void>;
  /** Stores them whatever the guard says: they may be older than the guard. */
  store(id: string, config: unknown): Promise<void>;
  /** Sends with the stored settings, or, as Console's "Send" does, with `unsaved` ones. */
  send(id: string, data: LogtoMessage, unsaved?: unknown): Promise<void>;
  /** Everything that the loader and the connectors printed, which ends up in Logto's log. */
  output(): string;
  close(): Promise<void>;
}

/**
 * Creates a Logto installation in a temporary folder and starts a process in it that uses the real loader
 * of `@logto/cli`: the packed connector and the official one under `packages/core/connectors`, with only
 * connector-kit and zod in `packages/core/node_modules`.
 *
 * `httpSms`: with Logto's HTTP SMS connector as well.
 *
 * @param officialEndpoint replaces the endpoint constant in a copy of the official connector.
 */
export async function startLogto(
  officialEndpoint: string,
  { httpSms = false }: { readonly httpSms?: boolean } = {},
): Promise<LogtoHost> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'logto-'));
  const core = join(root, 'packages/core');
  installHostModules(core);
  unpackConnector(join(core, 'connectors/connector-aliyun-sms'));
  installOfficialConnector(root, officialEndpoint);
  if (httpSms) installHttpSms(root);

  for (const name of ['logto-host.mjs', 'shown-by-logto.mjs']) {
    copyFileSync(new URL(name, import.meta.url), join(core, name));
  }
  const child = fork(join(core, 'logto-host.mjs'), {
    cwd: core,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: environment(),
    execArgv: [],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The host process ended: ${output}`);
  });
  ended.catch(() => undefined);
  const answer = async () => {
    const [{ value, failure }] = await Promise.race([once(child, 'message'), ended]);
    if (failure !== undefined) throw new HostFailure(failure);
    return value;
  };
  const ask = (request: string, input: object) => {
    child.send({ request, ...input });
    return answer();
  };
  await answer();
  return {
    factories: () => ask('factories', {}),
    save: (id, config) => ask('save', { id, config }),
    store: (id, config) => ask('store', { id, config }),
    send: (id, data, config) => ask('send', { id, data, config }),
    output: () => output,
    close: async () => {
      child.kill();
      await ended.catch(() => rmSync(root, { recursive: true }));
    },
  };
}

/** Keeps this process's variables (credentials, proxies, Redis) away from the connector. */
function environment() {
  const cli = packageFolder('@logto/cli');
  // Resolved from @logto/cli, because its version of zod differs from e2e's own.
  const phrases = packageFolder('@logto/phrases', join(cli, 'package.json'));
  return {
    PATH: process.env['PATH'],
    LOGTO_LOADER: pathToFileURL(join(cli, 'lib/connector/index.js')).href,
    LOGTO_PHRASES: pathToFileURL(join(phrases, 'lib/index.js')).href,
    // No query for the role of a cloud machine.
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    HOME: join(cli, 'nobody-lives-here'),
  };
}

/** Links connector-kit, so that its own dependencies resolve from its real folder. */
function installHostModules(core: string): void {
  const modules = join(core, 'node_modules');
  mkdirSync(join(modules, '@logto'), { recursive: true });
  const kit = packageFolder('@logto/connector-kit');
  symlinkSync(kit, join(modules, '@logto/connector-kit'));
  symlinkSync(packageFolder('zod', join(kit, 'package.json')), join(modules, 'zod'));
  writeFileSync(join(core, 'package.json'), '{ "type": "module" }');
}

/**
 * As in Logto's image: the package under `packages/connectors` with its own modules, and a link to it
 * under `core/connectors`.
 */
function installOfficialConnector(root: string, endpoint: string): void {
  const folder = join(root, 'packages/connectors/connector-aliyun-sms');
  copyOfficialConnector(folder, endpoint);
  symlinkSync(folder, join(root, 'packages/core/connectors/logto-connector-aliyun-sms'));
}

function installHttpSms(root: string): void {
  const folder = join(root, 'packages/connectors/connector-http-sms');
  copyWithModules('@logto/connector-http-sms', folder);
  symlinkSync(folder, join(root, 'packages/core/connectors/logto-connector-http-sms'));
}
