import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  APP_ID,
  APP_SECRET,
  startLogtoServer,
  type LogtoServer,
} from '../../testing/logto-server.ts';
import { CTRL_C, DOWN, ENTER, runWithPerson, type Step } from '../../testing/person.ts';
import { runCommand } from '../../testing/terminal.ts';

let sandbox: RunningSandbox;
let logto: LogtoServer;
let folder: string;

beforeEach(async () => {
  logto = await startLogtoServer();
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterEach(async () => {
  await sandbox?.close();
  await logto.close();
  await rm(folder, { recursive: true });
});

type Account = Partial<NonNullable<SandboxSeed['accounts']>[number]>;

const TEXT = '登录验证码${code}，10分钟内有效。';
const READY: Account = {
  signNames: [{ signName: '示例科技' }],
  templates: [{ templateCode: 'SMS_1', content: TEXT }],
};

const file = () => join(folder, 'settings.json');
const stored = async (): Promise<unknown> => JSON.parse(await readFile(file(), 'utf8'));

async function init(
  account: Account,
  line: readonly string[],
  steps: readonly Step[],
  environment: Readonly<Record<string, string>> = {},
) {
  const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
  const accounts = [{ id: 'a', keys, ...account }];
  const settings = { reviewMs: 50, filingMs: 0 };
  sandbox = await startSandbox({ port: 0, seed: { accounts, settings } });
  const full = ['init', '--settings', file(), '--endpoint', sandbox.url, ...line];
  return runWithPerson(full, steps, environment);
}

const logtoEnvironment = () => ({
  LOGTO_ENDPOINT: logto.url,
  LOGTO_APP_ID: APP_ID,
  LOGTO_APP_SECRET: APP_SECRET,
});

const CHINA: Step = ['site of the account', ENTER];
const NO_OVERSEAS: Step = ['outside the mainland too', 'n'];
const PEOPLE: Step = ['request a code on a busy day?', ENTER];

describe('init asks', { timeout: 20_000 }, () => {
  it('for everything that an empty account lacks, and applies for it', async () => {
    const { exitCode, screen } = await init(
      {},
      [],
      [
        CHINA,
        ['New signature', `测试${ENTER}`],
        ['would be rejected', '\u007f\u007f新公司'],
        ['新公司', ENTER],
        ['id of an approved qualification', `1000001${ENTER}`],
        ['Text of a new template', ENTER],
        ['Apply for it?', 'y'],
        ['outside the mainland too', 'y'],
        ['Text of a new template', ENTER],
        ['Apply for it?', 'y'],
        PEOPLE,
        ['only countries and regions to send to', `, nz${ENTER}`],
      ],
    );
    expect(screen).toContain('✓ Applied for 新公司.');
    expect(exitCode).toBe(0);
    expect(await stored()).toMatchObject({
      signName: '新公司',
      templates: [
        {
          templateCode: {
            china: expect.stringMatching(/^SMS_\d+$/),
            overseas: expect.stringMatching(/^SMS_\d+$/),
          },
        },
      ],
      guard: { countries: ['CN', 'HK', 'MO', 'TW', 'NZ'], total: [{ limit: expect.any(Number) }] },
    });
  });

  it('which of two signatures in review to wait for', async () => {
    const signNames = ['示例甲', '示例乙'].map((signName) => {
      const status = 'reviewing' as const;
      return { signName, status };
    });
    const account = { ...READY, signNames };
    const { screen } = await init(account, ['--site', 'china'], [['Signature (签名)', CTRL_C]]);
    expect(screen).toContain('示例乙');
    expect(screen).toContain('Stopped.');
  });

  it('before it applies, and does not if the answer is no', async () => {
    const account = { signNames: [{ signName: '示例科技' }] };
    const { exitCode, screen } = await init(
      account,
      ['--site', 'china'],
      [
        ['Text of a new template', ENTER],
        ['Apply for it?', 'n'],
      ],
    );
    expect(exitCode).toBe(1);
    expect(screen).toContain('The account has no approved verification template.');
  });

  it('for the key if none is found', async () => {
    const keys = [{ accessKeyId: 'mine', accessKeySecret: 'my-secret' }];
    const bare = { HOME: folder, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    sandbox = await startSandbox({ port: 0, seed: { accounts: [{ id: 'a', keys, ...READY }] } });
    // In this form it is not recognised as a sandbox on this machine, for which the key is known.
    const endpoint = sandbox.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    const line = ['init', '--settings', file(), '--site', 'china', '--endpoint', endpoint];
    const { exitCode, screen } = await runWithPerson(
      line,
      [
        ['AccessKey id', ENTER],
        ['An answer is required.', `mine${ENTER}`],
        ['Its secret', `my-secret${ENTER}`],
        NO_OVERSEAS,
        PEOPLE,
      ],
      bare,
    );
    expect(screen).not.toContain('my-secret');
    expect(exitCode).toBe(0);
    expect(await stored()).toMatchObject({ accessKeyId: 'mine', accessKeySecret: 'my-secret' });
  });

  it('for the gift signature of SMS authentication, and writes settings that can send', async () => {
    const bare = { HOME: folder, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    sandbox = await startSandbox({ port: 0 });
    const endpoint = sandbox.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    const line = ['init', '--channel', 'mas', '--settings', file(), '--endpoint', endpoint];
    const { exitCode, screen } = await runWithPerson(
      line,
      [
        ['AccessKey id', `testid${ENTER}`],
        ['Its secret', `testsecret${ENTER}`],
        ['The list changes', ''],
        ['Gift signature', `【恒创联众】${ENTER}`],
        PEOPLE,
      ],
      bare,
    );
    expect(exitCode).toBe(0);
    expect(screen).toContain(`Next:\n  aliyun-sms doctor --settings ${file()}\n`);
    expect(await stored()).toMatchObject({
      channel: 'mas',
      signName: '恒创联众',
      templates: expect.arrayContaining([{ usageType: 'ForgotPassword', templateCode: '100003' }]),
      guard: { countries: ['CN'] },
    });
    const sent = await runCommand(['send', '+8613800138000', '--settings', file()]);
    expect(sent.exitCode).toBe(0);
  });

  it('with an earlier answer, which cannot control the terminal', async () => {
    const earlier = { channel: 'mas', signName: '速通\u001b[2J\u202e互联\n✓' };
    await writeFile(file(), JSON.stringify(earlier));
    const { screen } = await init(READY, [], [['Gift signature', ENTER], PEOPLE]);
    expect(screen).toMatch(/│ +速通互联 ✓/);
    expect(await stored()).toHaveProperty('signName', '速通互联 ✓');
  });

  it('with the best choice first, so that pressing Enter throughout yields settings that can send', async () => {
    sandbox = await startSandbox({ port: 0 });
    const line = ['init', '--settings', file(), '--endpoint', sandbox.url];
    const { exitCode, screen } = await runWithPerson(line, [
      CHINA,
      ['Signature (签名)', ENTER],
      ['Template for mainland numbers', ENTER],
      ['outside the mainland too', ENTER],
      ['Template for overseas numbers', ENTER],
      ['Use these for their kinds of message?', ENTER],
      PEOPLE,
      ['only countries and regions to send to', ENTER],
    ]);
    expect(exitCode).toBe(0);
    // Not the first in the account's lists: that is the test pair, or not filed with every carrier.
    expect(screen).toMatch(/● 示例验证 {2}approved · filed with the carriers/);
    expect(screen).toMatch(/○ 示例未报备 {2}approved · China Mobile: filing failed/);
    expect(screen).toMatch(/● SMS_200000001 .*\(sign-in\)/);
    expect(await stored()).toMatchObject({
      signName: '示例验证',
      templates: [
        {
          usageType: 'Generic',
          templateCode: { china: 'SMS_200000001', overseas: 'SMS_200000020' },
        },
        { usageType: 'Register', templateCode: { china: 'SMS_200000002' } },
        {
          usageType: 'ForgotPassword',
          templateCode: { china: 'SMS_200000003', overseas: 'SMS_200000020' },
        },
      ],
    });
    expect((await runCommand(['doctor', '--settings', file()])).exitCode).toBe(0);
  });

  it('before it uses a signature that is not filed yet, or a template for another purpose', async () => {
    const account = {
      signNames: [{ signName: '示例未报备', filing: { mobile: 3, unicom: -1, telecom: 3 } }],
      templates: [
        { templateCode: 'SMS_3', content: '您正在找回密码，验证码${code}，10分钟内有效。' },
      ],
    };
    const { exitCode, screen } = await init(
      account,
      ['--site', 'china'],
      [
        ['● Apply for another', `${DOWN}${ENTER}`],
        ['Its users will receive nothing', ''],
        ['● Apply for another text', `${DOWN}${ENTER}`],
        NO_OVERSEAS,
        PEOPLE,
      ],
    );
    expect(exitCode).toBe(0);
    expect(screen).toContain('China Unicom: filing in progress');
  });

  it.each([
    ['AccessKey id', [['AccessKey id', CTRL_C]]],
    [
      'Its secret',
      [
        ['AccessKey id', `mine${ENTER}`],
        ['Its secret', CTRL_C],
      ],
    ],
  ] as const)('and writes nothing if "%s" is answered with Ctrl-C', async (_, steps) => {
    const bare = { HOME: folder, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    const line = ['init', '--settings', file(), '--site', 'china'];
    const { exitCode, screen } = await runWithPerson(line, steps, bare);
    expect(exitCode).toBe(1);
    expect(screen).toContain('Stopped.');
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it('whether to write to Logto if one is named', async () => {
    const { exitCode } = await init(
      READY,
      [],
      [CHINA, NO_OVERSEAS, PEOPLE, ['Write the settings to Logto and enable phone sign-in?', 'y']],
      logtoEnvironment(),
    );
    expect(exitCode).toBe(0);
    expect(logto.state.connectors).toMatchObject([{ connectorId: 'aliyun-sms' }]);
  });

  it('about the mainland on the international site, in Chinese', async () => {
    const { exitCode } = await init(
      READY,
      ['--lang', 'zh'],
      [
        ['账号所属站点', `${DOWN}${ENTER}`],
        ['发往境外号码的文本', ` nothing${ENTER}`],
        ['发送方 ID', ENTER],
        ['是否也发往中国内地', 'y'],
        ['每天约有多少人', `\u007f\u007f\u007f0${ENTER}`],
      ],
    );
    expect(exitCode).toBe(0);
    expect(await stored()).toMatchObject({
      site: 'international',
      signName: '示例科技',
      templates: [{ templateCode: { china: 'SMS_1' } }],
    });
    expect(await stored()).not.toHaveProperty('from');
    expect(await stored()).not.toHaveProperty('guard');
  });
});
