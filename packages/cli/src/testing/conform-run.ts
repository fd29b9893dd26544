import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Fault, type SandboxSeed } from 'aliyun-sms-sandbox';
import { main } from '../main.ts';
import { startDeviatingAliyun, type Deviation } from './deviating-aliyun.ts';
import { testTerminal } from './terminal.ts';

/** An Aliyun account with a signature and a template of its own. */
export const KEY = { accessKeyId: 'LTAIown', accessKeySecret: 'own-secret-0815' };
export const OWN = { to: '13811112222', signName: '我的公司', template: 'SMS_987654321' };
export const CONTENT = '神秘的验证码${code}。';
export const ACCOUNT = {
  id: '1234567890123456',
  keys: [KEY],
  signNames: [{ signName: OWN.signName }, { signName: '被拒的签名', status: 'rejected' as const }],
  templates: [
    {
      templateCode: OWN.template,
      content: CONTENT,
      rule: { code: 'characterWithNumber2' },
      status: 'approved' as const,
    },
    { templateCode: 'SMS_1', content: '验证码${code}', status: 'rejected' as const },
  ],
};

export const ENVIRONMENT = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: KEY.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEY.accessKeySecret,
};

/** Flags for sending to the account's own number. */
export const PAID = [
  '--paid',
  '--yes',
  '--to',
  OWN.to,
  '--sign-name',
  OWN.signName,
  '--template',
  OWN.template,
];

interface Aliyun {
  readonly settings?: SandboxSeed['settings'];
  readonly deviations?: readonly Deviation[];
  readonly faults?: readonly Fault[];
}

/** Runs `conform`. Sandbox and terminal share a clock, which advances seven seconds on every reading. */
export async function conform(
  line: readonly string[],
  { settings = {}, deviations = [], faults = [] }: Aliyun = {},
  more: { readonly tty?: boolean; readonly signal?: AbortSignal } = {},
) {
  // Starts at the real time: the template's date does not follow this clock.
  let time = Math.floor(Date.now() / 60_000) * 60_000;
  const aliyun = createSandbox({ seed: { accounts: [ACCOUNT], settings }, now: () => time });
  aliyun.faults.replace(faults);
  const server = await startDeviatingAliyun(aliyun, deviations);
  const { terminal, stdout, stderr } = testTerminal({ environment: ENVIRONMENT, ...more });
  const now = () => {
    time += 7000;
    // Triggers what is due by then.
    aliyun.clock.shift(0);
    return new Date(time);
  };
  const folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  const file = join(folder, 'conform.json');
  const full = ['conform', '--endpoint', server.url, '--record', file, ...line];
  try {
    const exitCode = await main(full, { ...terminal, now });
    const recording = await readFile(file, 'utf8').catch(() => '');
    return { exitCode, stdout: stdout(), stderr: stderr(), recording, aliyun };
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}
