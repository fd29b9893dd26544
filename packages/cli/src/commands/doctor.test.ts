import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, startLogtoServer, type LogtoState } from '../testing/logto-server.ts';
import { runCommand } from '../testing/terminal.ts';

let sandbox: RunningSandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const sound = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例科技',
  templates: [
    {
      usageType: 'Generic',
      templateCode: { china: 'SMS_200000001', overseas: 'SMS_200000020' },
    },
  ],
  guard: { perNumber: [{ limit: 1, seconds: 60 }] },
};

const phoneOn: LogtoState['signInExperience'] = {
  signUp: { identifiers: ['phone'], password: false, verify: true },
  signIn: {
    methods: [
      { identifier: 'phone', password: false, verificationCode: true, isPasswordPrimary: false },
    ],
  },
};

interface Told {
  readonly check: string;
  readonly level: string;
  readonly text: string;
  readonly next?: string;
}

async function examine(
  settings: object,
  options: {
    readonly environment?: Record<string, string>;
    readonly now?: Date;
    readonly endpoint?: string;
  } = {},
) {
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(settings));
  const endpoint = options.endpoint ?? sandbox.url;
  const line = ['doctor', '--settings', file, '--endpoint', endpoint, '--json'];
  const { exitCode, stdout } = await runCommand(line, options);
  const { findings }: { findings: readonly Told[] } = JSON.parse(stdout);
  return { exitCode, findings, bad: findings.filter(({ level }) => level === 'problem') };
}

const generic = (templateCode: unknown, more: object = {}) => [
  { usageType: 'Generic', templateCode, ...more },
];

interface Planted {
  readonly what: string;
  readonly settings: object;
  readonly check: string;
  readonly says: RegExp;
}

const planted: readonly Planted[] = [
  {
    what: 'a wrong secret',
    settings: { accessKeySecret: 'wrong' },
    check: 'key',
    says: /SignatureDoesNotMatch/,
  },
  {
    what: 'a key that is switched off',
    settings: { accessKeyId: 'testid-disabled' },
    check: 'key',
    says: /Inactive/,
  },
  {
    what: 'a key without rights',
    settings: { accessKeyId: 'testid-nopermission' },
    check: 'right',
    says: /dysms:SendSms .* is missing/,
  },
  {
    what: 'a rejected signature',
    settings: { signName: '示例驳回' },
    check: 'sign.review',
    says: /【示例驳回】 is rejected – 签名来源与资质不符/,
  },
  {
    what: 'a signature that the carriers do not know',
    settings: { signName: '示例未报备' },
    check: 'sign.filing',
    says: /at China Telecom: not filed/,
  },
  {
    what: 'a signature that does not exist',
    settings: { signName: '没有' },
    check: 'sign',
    says: /【没有】/,
  },
  {
    what: 'a rejected template',
    settings: { templates: generic('SMS_200000031') },
    check: 'template.review',
    says: /SMS_200000031 is rejected/,
  },
  {
    what: 'a template that does not exist',
    settings: { templates: generic('SMS_999') },
    check: 'template',
    says: /SMS_999/,
  },
  {
    what: 'a notification template for codes',
    settings: { templates: generic('SMS_200000010', { params: { name: 'x', order: '{{code}}' } }) },
    check: 'template.type',
    says: /is a notification template/,
  },
  {
    what: 'a mainland template for overseas',
    settings: { templates: generic({ china: 'SMS_200000001', overseas: 'SMS_200000002' }) },
    check: 'template.region',
    says: /SMS_200000002 is for the mainland, but stands for overseas/,
  },
  {
    what: 'variables that the template does not have',
    settings: { templates: generic('SMS_200000001', { params: { otp: '{{code}}' } }) },
    check: 'template.variables',
    says: /without a value: \$\{code\}; unknown to it: \$\{otp\}/,
  },
  {
    what: 'the test signature with a formal template',
    settings: { signName: '阿里云短信测试' },
    check: 'test-pair',
    says: /mix a test one with a formal one/,
  },
  {
    what: 'a usage type without a template',
    settings: { templates: [{ usageType: 'SignIn', templateCode: 'SMS_200000001' }] },
    check: 'settings.usage-types',
    says: /No template for Register, ForgotPassword/,
  },
  {
    what: 'a placeholder of the example',
    settings: { signName: '<signature-name>' },
    check: 'settings.placeholder',
    says: /<signature-name>/,
  },
];

describe('doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { exitCode, findings } = await examine(sound);
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it.each(planted)('names $what', async ({ settings, check, says }) => {
    const { exitCode, bad } = await examine({ ...sound, ...settings });
    expect(exitCode).toBe(1);
    const found = bad.filter((finding) => finding.check === check);
    expect(found.map(({ text }) => text).join('\n')).toMatch(says);
    for (const { next } of found) expect(next).toMatch(/\S/);
  });

  it('names a clock that is off', async () => {
    const { bad } = await examine(sound, { now: new Date(Date.now() - 20 * 60_000) });
    expect(bad).toMatchObject([
      { check: 'clock', text: expect.stringMatching(/behind the server’s/) },
    ]);
  });

  it('names an endpoint that is not reached, and asks nothing further', async () => {
    const gone = await startSandbox({ port: 0 });
    await gone.close();
    const { bad } = await examine(sound, { endpoint: gone.url });
    expect(bad).toMatchObject([
      { check: 'connection', text: expect.stringContaining('ECONNREFUSED') },
    ]);
  });

  it('warns of an open door: no guard', async () => {
    const { guard: _, ...open } = sound;
    const { exitCode, findings } = await examine(open);
    expect(exitCode).toBe(0);
    expect(findings.find(({ check }) => check === 'settings.guard')?.level).toBe('warning');
  });

  it('prints no secret, and tells people the reason and the next step', async () => {
    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ ...sound, accessKeySecret: 'wrong-secret' }));
    const line = ['doctor', '--settings', file, '--endpoint', sandbox.url];
    const { exitCode, stdout } = await runCommand(line);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ Access key testid: SignatureDoesNotMatch – .+\n {2}→ .+/);
    expect(stdout).toMatch(/\d+ checks, 1 problem\.\n$/);
    expect(stdout).not.toContain('wrong-secret');
  });
});

describe('doctor with Logto', () => {
  const connector = { id: 'c', connectorId: 'aliyun-sms', type: 'Sms', config: sound };

  async function examineLogto(state: Partial<LogtoState>, settings: object = sound) {
    const logto = await startLogtoServer({
      connectors: [connector],
      signInExperience: phoneOn,
      ...state,
    });
    const environment = {
      LOGTO_ENDPOINT: logto.url,
      LOGTO_APP_ID: APP_ID,
      LOGTO_APP_SECRET: APP_SECRET,
    };
    try {
      const { findings } = await examine(settings, { environment });
      return findings.filter(({ check, level }) => check.startsWith('logto') && level !== 'ok');
    } finally {
      await logto.close();
    }
  }

  it('finds nothing wrong where nothing is', async () => {
    expect(await examineLogto({})).toEqual([]);
  });

  it('names a connector that Logto has not loaded', async () => {
    expect(await examineLogto({ factories: [] })).toMatchObject([{ check: 'logto.installed' }]);
  });

  it('names settings that were never pushed, and those that differ', async () => {
    expect(await examineLogto({ connectors: [] })).toMatchObject([{ check: 'logto.settings' }]);
    const other = { ...connector, config: { ...sound, signName: '示例验证' } };
    expect(await examineLogto({ connectors: [other] })).toMatchObject([
      { check: 'logto.settings', text: 'Logto’s settings differ in signName' },
    ]);
  });

  it('names phone sign-in that is off', async () => {
    const off = { ...phoneOn, signIn: { methods: [] } };
    expect(await examineLogto({ signInExperience: off })).toMatchObject([
      { check: 'logto.sign-in', level: 'problem' },
    ]);
  });

  it('recalls TRUST_PROXY_HEADER where the guard counts by address', async () => {
    const settings = { ...sound, guard: { perIp: [{ limit: 20, seconds: 3600 }] } };
    const connectors = [{ ...connector, config: settings }];
    expect(await examineLogto({ connectors }, settings)).toMatchObject([{ check: 'logto.proxy' }]);
  });
});
