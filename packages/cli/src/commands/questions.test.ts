import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, startLogtoServer, type LogtoServer } from '../testing/logto-server.ts';
import { CTRL_C, DOWN, ENTER, runWithPerson, type Step } from '../testing/person.ts';

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

describe('init asks', { timeout: 20_000 }, () => {
  it('for all that an empty account lacks, and applies for it', async () => {
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

  it('and applies for nothing where that is declined', async () => {
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

  it('for the key where none is found', async () => {
    const keys = [{ accessKeyId: 'mine', accessKeySecret: 'my-secret' }];
    const bare = { HOME: folder, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    sandbox = await startSandbox({ port: 0, seed: { accounts: [{ id: 'a', keys, ...READY }] } });
    // Written so, it is not taken for a sandbox on this machine, whose key is known beforehand.
    const endpoint = sandbox.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    const line = ['init', '--settings', file(), '--site', 'china', '--endpoint', endpoint];
    const { exitCode, screen } = await runWithPerson(
      line,
      [
        ['AccessKey id', ENTER],
        ['An answer is needed.', `mine${ENTER}`],
        ['Its secret', `my-secret${ENTER}`],
        NO_OVERSEAS,
      ],
      bare,
    );
    expect(screen).not.toContain('my-secret');
    expect(exitCode).toBe(0);
    expect(await stored()).toMatchObject({ accessKeyId: 'mine', accessKeySecret: 'my-secret' });
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
  ] as const)('and writes nothing where "%s" is answered with Ctrl-C', async (_, steps) => {
    const bare = { HOME: folder, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    const line = ['init', '--settings', file(), '--site', 'china'];
    const { exitCode, screen } = await runWithPerson(line, steps, bare);
    expect(exitCode).toBe(1);
    expect(screen).toContain('Stopped.');
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  it('whether to write into Logto where one is named', async () => {
    const { exitCode } = await init(
      READY,
      [],
      [CHINA, NO_OVERSEAS, ['Write them into Logto and switch SMS on?', 'y']],
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
        ['发送方标识', ENTER],
        ['是否也发往中国大陆', 'y'],
      ],
    );
    expect(exitCode).toBe(0);
    expect(await stored()).toMatchObject({
      site: 'international',
      signName: '示例科技',
      templates: [{ templateCode: { china: 'SMS_1' } }],
    });
    expect(await stored()).not.toHaveProperty('from');
  });
});

describe('before a change in Logto', () => {
  const official = {
    id: 'o',
    connectorId: 'aliyun-short-message-service',
    type: 'Sms',
    config: {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      signName: '示例科技',
      templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1' } }],
    },
  };

  it.each([
    ['push', ['Replace it?']],
    ['migrate', ['Replace the official connector with these settings?']],
    ['enable', ['Let people register by phone instead?', 'Make these changes in Logto?']],
  ])('logto %s asks, and leaves all as it was after a no', async (command, questions) => {
    logto.state.connectors = [official];
    await writeFile(file(), JSON.stringify(official.config));
    const before = structuredClone({ ...logto.state, calls: [] });
    const settings = command === 'push' ? ['--settings', file()] : [];
    const line = ['logto', command, ...settings];
    const answers = questions.map((question): Step => [question, 'n']);
    const { exitCode, screen } = await runWithPerson(line, answers, logtoEnvironment());
    expect(screen).toContain('Nothing was changed.');
    expect(exitCode).toBe(1);
    expect({ ...logto.state, calls: [] }).toEqual(before);
  });

  it('Ctrl-C at a question changes nothing', async () => {
    const question: Step = ['Let people register by phone instead?', CTRL_C];
    const { exitCode, screen } = await runWithPerson(
      ['logto', 'enable'],
      [question],
      logtoEnvironment(),
    );
    expect(exitCode).toBe(1);
    expect(screen).toContain('✗ Stopped.');
    expect(logto.state.calls).toEqual(['GET /api/sign-in-exp']);
  });

  it('the app’s secret is asked for, and a yes makes the change', async () => {
    logto.state.connectors = [official];
    logto.state.signInExperience.signIn.methods = [];
    const { LOGTO_APP_SECRET: _, ...rest } = logtoEnvironment();
    const { exitCode, screen } = await runWithPerson(
      ['logto', 'enable'],
      [
        [`Secret of the app ${APP_ID}`, `${APP_SECRET}${ENTER}`],
        ['Let people register by phone instead?', 'y'],
        ['Make these changes in Logto?', 'y'],
      ],
      rest,
    );
    expect(exitCode).toBe(0);
    expect(screen).not.toContain(APP_SECRET);
    expect(logto.state.signInExperience.signIn.methods).toContainEqual(
      expect.objectContaining({ identifier: 'phone' }),
    );
    expect(logto.state.signInExperience.signUp.identifiers).toEqual(['phone']);
  });
});
