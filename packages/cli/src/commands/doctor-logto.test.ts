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
}

const formOf = (keys: readonly string[]) => ({
  factories: [{ id: 'aliyun-sms', type: 'Sms', formItems: keys.map((key) => ({ key })) }],
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
      const file = join(folder, 'settings.json');
      await writeFile(file, JSON.stringify(settings));
      const line = ['doctor', '--settings', file, '--endpoint', sandbox.url, '--json'];
      const { stdout } = await runCommand(line, { environment });
      const { findings }: { findings: readonly Told[] } = JSON.parse(stdout);
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

  it('names settings that the loaded connector does not know', async () => {
    expect(await examineLogto(formOf(Object.keys(sound)))).toEqual([]);
    const old = Object.keys(sound).filter((key) => key !== 'guard');
    expect(await examineLogto(formOf(old))).toMatchObject([
      { check: 'logto.build', text: 'The connector in Logto does not know guard' },
    ]);
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
