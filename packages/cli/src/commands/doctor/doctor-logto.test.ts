import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  APP_ID,
  APP_SECRET,
  startLogtoServer,
  type LogtoState,
} from '../../testing/logto-server.ts';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { SOUND_SETTINGS } from '../../testing/sound-settings.ts';
import { runCommand } from '../../testing/terminal.ts';

const { sandbox, folder } = ownSandbox('file');

const phoneOn: LogtoState['signInExperience'] = {
  signUp: { identifiers: ['phone'], password: false, verify: true },
  signIn: {
    methods: [
      { identifier: 'phone', password: false, verificationCode: true, isPasswordPrimary: false },
    ],
  },
};

interface FindingJson {
  readonly check: string;
  readonly level: string;
  readonly text: string;
}

const formOf = (keys: readonly string[]) => ({
  factories: [{ id: 'aliyun-sms', type: 'Sms', formItems: keys.map((key) => ({ key })) }],
});

describe('doctor with Logto', () => {
  const connector = { id: 'c', connectorId: 'aliyun-sms', type: 'Sms', config: SOUND_SETTINGS };

  async function examineLogto(state: Partial<LogtoState>, settings: object = SOUND_SETTINGS) {
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
      const file = join(folder(), 'settings.json');
      await writeFile(file, JSON.stringify(settings));
      const line = ['doctor', '--settings', file, '--endpoint', sandbox().url, '--json'];
      const { stdout } = await runCommand(line, { environment });
      const { findings }: { findings: readonly FindingJson[] } = JSON.parse(stdout);
      return findings.filter(({ check, level }) => /^logto|guard/.test(check) && level !== 'ok');
    } finally {
      await logto.close();
    }
  }

  it('reports no problem with a sound Logto', async () => {
    expect(await examineLogto({})).toEqual([]);
  });

  it('names a connector that Logto has not loaded', async () => {
    expect(await examineLogto({ factories: [] })).toMatchObject([{ check: 'logto.installed' }]);
  });

  it('names settings that the loaded connector does not know', async () => {
    expect(await examineLogto(formOf(Object.keys(SOUND_SETTINGS)))).toEqual([]);
    const old = Object.keys(SOUND_SETTINGS).filter((key) => key !== 'guard');
    expect(await examineLogto(formOf(old))).toMatchObject([
      { check: 'logto.build', text: 'The connector in Logto does not know guard' },
    ]);
  });

  it('names settings that were never pushed, and those that differ', async () => {
    expect(await examineLogto({ connectors: [] })).toMatchObject([{ check: 'logto.settings' }]);
    const other = { ...connector, config: { ...SOUND_SETTINGS, signName: '示例验证' } };
    expect(await examineLogto({ connectors: [other] })).toMatchObject([
      { check: 'logto.settings', text: 'Logto’s settings differ in signName' },
    ]);
  });

  it('takes for the same what Console stores of its form’s defaults', async () => {
    const factory = {
      id: 'aliyun-sms',
      type: 'Sms',
      formItems: [
        ...Object.keys(SOUND_SETTINGS).map((key) => ({ key })),
        { key: 'timeoutMs', defaultValue: 7000 },
        { key: 'strictPhoneRegionNumberCheck', defaultValue: false },
      ],
    };
    const config = { ...SOUND_SETTINGS, timeoutMs: 7000, strictPhoneRegionNumberCheck: false };
    const state = { factories: [factory], connectors: [{ ...connector, config }] };
    expect(await examineLogto(state)).toEqual([]);
    const slower = {
      ...state,
      connectors: [{ ...connector, config: { ...config, timeoutMs: 8000 } }],
    };
    expect(await examineLogto(slower)).toMatchObject([
      { check: 'logto.settings', text: 'Logto’s settings differ in timeoutMs' },
    ]);
  });

  it('names phone sign-in that is off', async () => {
    const off = { ...phoneOn, signIn: { methods: [] } };
    expect(await examineLogto({ signInExperience: off })).toMatchObject([
      { check: 'logto.sign-in', level: 'problem' },
    ]);
  });

  it('warns if nobody can register by phone', async () => {
    const signUp = { identifiers: ['username'], password: true, verify: false };
    expect(await examineLogto({ signInExperience: { ...phoneOn, signUp } })).toMatchObject([
      {
        check: 'logto.sign-up',
        level: 'warning',
        text: expect.stringContaining('sign-up requires username'),
      },
    ]);
    expect(
      await examineLogto({ signInExperience: { ...phoneOn, signInMode: 'SignIn' } }),
    ).toMatchObject([{ check: 'logto.sign-up', text: expect.stringContaining('is off') }]);
  });

  it('with a gateway, looks for the webhook that "unverified" needs instead of the connector', async () => {
    const config = { endpoint: 'https://sms.example.com/sms', authorization: 'Bearer x' };
    const gateway = { id: 'h', connectorId: 'http-sms', type: 'Sms', config };
    const state = { connectors: [gateway], factories: [{ id: 'http-sms', type: 'Sms' }] };
    expect(await examineLogto(state)).toEqual([]);
    const perPrefix = [{ limit: 15, seconds: 86_400, count: 'unverified' }];
    const settings = { ...SOUND_SETTINGS, guard: { ...SOUND_SETTINGS.guard, perPrefix } };
    const missing = [{ check: 'logto.webhook', level: 'warning' }];
    expect(await examineLogto(state, settings)).toMatchObject(missing);
    const webhook = {
      id: 'w',
      name: '',
      events: ['PostSignIn'],
      config: { url: 'https://sms.example.com/hooks/logto' },
      enabled: true,
      signingKey: 'k',
    };
    expect(await examineLogto({ ...state, webhooks: [webhook] }, settings)).toEqual([]);
    const refused = { ...webhook, executionStats: { successCount: 0, requestCount: 2 } };
    expect(await examineLogto({ ...state, webhooks: [refused] }, settings)).toMatchObject([
      {
        check: 'logto.webhook',
        level: 'warning',
        text: expect.stringContaining('2 of the last 2 webhooks'),
      },
    ]);
    const off = { ...webhook, enabled: false };
    expect(await examineLogto({ ...state, webhooks: [off] }, settings)).toMatchObject(missing);
  });

  it('with a gateway, does not ask for a webhook without a guard', async () => {
    const { guard: _, ...open } = SOUND_SETTINGS;
    const gateway = { id: 'h', connectorId: 'http-sms', type: 'Sms', config: { endpoint: 'x' } };
    const found = await examineLogto({ connectors: [gateway] }, open);
    expect(found).toMatchObject([{ check: 'settings.guard' }]);
  });

  it('does not report defaults written out by "push" as a difference', async () => {
    const config = { ...SOUND_SETTINGS, credentials: 'accessKey', site: 'china', channel: 'auto' };
    expect(await examineLogto({ connectors: [{ ...connector, config }] })).toEqual([]);
  });

  it('reads the settings from Logto if there is no file', async () => {
    const config = { ...SOUND_SETTINGS, signName: '没有的签名', endpoint: sandbox().url };
    const logto = await startLogtoServer({
      connectors: [{ ...connector, config }],
      signInExperience: phoneOn,
    });
    const environment = { LOGTO_APP_ID: APP_ID, LOGTO_APP_SECRET: APP_SECRET };
    const { stdout } = await runCommand(['doctor', '--logto', logto.url], { environment });
    await logto.close();
    expect(stdout).toContain('没有的签名');
  });

  it('mentions TRUST_PROXY_HEADER if the guard counts by address', async () => {
    const settings = { ...SOUND_SETTINGS, guard: { perIp: [{ limit: 20, seconds: 3600 }] } };
    const connectors = [{ ...connector, config: settings }];
    expect(await examineLogto({ connectors }, settings)).toMatchObject([{ check: 'logto.proxy' }]);
  });
});
