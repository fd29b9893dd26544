import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSender, readSettings, SendFailure } from 'aliyun-sms-sender';
import { afterAll, beforeAll, vi } from 'vitest';
import { askedEntry, connectorThrew, enteredEntry } from './audit-log.ts';
import {
  APP_ID,
  APP_SECRET,
  startLogtoServer,
  type LogtoServer,
  type LogtoState,
} from './logto-server.ts';
import { ownSandbox } from './own-sandbox.ts';
import { runCommand } from './terminal.ts';

/** How `trace` is run. */
export interface Asking {
  readonly phone: string;
  /** Where the settings of `trace` differ from those that Logto sends with. */
  readonly by?: Settings;
  readonly withoutLogto?: boolean;
  readonly now?: Date;
  readonly stdin?: string;
}

type Settings = Readonly<Record<string, unknown>>;

const keyOf = (name: string) => ({ accessKeyId: name, accessKeySecret: `${name}-secret` });
const accountOf = (id: string) => ({
  id,
  keys: [keyOf(id)],
  signNames: [{ signName: '示例科技' }],
  templates: [{ templateCode: 'SMS_1', content: '验证码${code}，请勿泄露。' }],
});

/** Logto's audit log, people who sign in, and the sandbox, for all tests of a file. */
export function signInWorld() {
  const seed = { accounts: [accountOf('busy'), accountOf('idle')] };
  const { sandbox, folder } = ownSandbox('file', { seed });
  let logto: LogtoServer;
  beforeAll(async () => {
    vi.stubEnv('ALIYUN_SMS_LOG', 'silent');
    logto = await startLogtoServer();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await logto.close();
  });
  const settings = (more: Settings = {}): Settings => ({
    ...keyOf('busy'),
    signName: '示例科技',
    endpoint: sandbox().url,
    templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1' } }],
    ...more,
  });
  const trace = async (
    { phone, by, withoutLogto, ...terminal }: Asking,
    ...flags: readonly string[]
  ) => {
    const file = join(folder(), 'settings.json');
    await writeFile(file, JSON.stringify(settings(by)));
    const to = phone.startsWith('+') ? phone : `+${phone}`;
    return runCommand(['trace', to, '--settings', file, ...flags], {
      environment: withoutLogto ? {} : wayTo(logto),
      ...terminal,
    });
  };
  return { sandbox, logto: () => logto, settings, trace, ...people(settings, () => logto.state) };
}

/** The variables by which a command finds it. */
export const wayTo = ({ url }: LogtoServer) => ({
  LOGTO_ENDPOINT: url,
  LOGTO_APP_ID: APP_ID,
  LOGTO_APP_SECRET: APP_SECRET,
});

export const CODE = '864213';
export const IDLE: Settings = keyOf('idle');
export const MAS: Settings = {
  channel: 'mas',
  signName: '速通互联验证码',
  templates: [{ usageType: 'Generic', templateCode: '100001' }],
};

function people(settings: (more?: Settings) => Settings, state: () => LogtoState) {
  const sender = createSender();
  type Asked = Partial<Parameters<typeof askedEntry>[0]>;
  const says = (phone: string, more: Asked = {}) =>
    state().auditLog.push(askedEntry({ phone, at: Date.now(), ...more }));
  return {
    /** Logto's log has the request, but nothing is sent. */
    says,
    /** Somebody requests a code, which the real sender sends, as in the connector. */
    asks: async (phone: string, more: Settings = {}, flow: 'SignIn' | 'Register' = 'SignIn') => {
      const request = { to: phone, usageType: flow, payload: { code: CODE }, locale: 'zh-CN' };
      try {
        await sender.send(readSettings(settings(more)), request);
        says(phone, { flow });
      } catch (error) {
        if (!(error instanceof SendFailure)) throw error;
        says(phone, { flow, error: connectorThrew(error.failure) });
      }
    },
    /** The code is entered some seconds later: correctly, unless Logto refuses with this code. */
    enters: (phone: string, refusedWith?: string) => {
      const error = refusedWith && { error: { code: refusedWith, message: 'Message.' } };
      const at = Date.now() + 20_000;
      state().auditLog.push(enteredEntry({ phone, at, code: CODE, ...error }));
    },
  };
}
