import {
  HostFailure,
  type LogtoHost,
  type LogtoMessage,
  type Shown,
} from './logto-installation.ts';

const CONNECTOR = 'aliyun-sms';

/** What Logto's two pages that can send a message show; undefined if it was sent. */
export function pagesOf(logto: LogtoHost) {
  return {
    /** Console's "Send": with unsaved settings and without a language. */
    send: (settings: unknown, message: Partial<LogtoMessage> = {}) =>
      shown(logto.send(CONNECTOR, { ...FROM_CONSOLE, ...message }, settings)),

    /** Console's "Save". */
    save: (settings: unknown) => shown(logto.save(CONNECTOR, settings)),

    /** The sign-in page, in the user's language. `settings` are those stored in Logto. */
    signIn: async (settings: unknown, message: Partial<LogtoMessage> = {}) => {
      await logto.store(CONNECTOR, settings);
      return shown(logto.send(CONNECTOR, { ...FROM_A_USER, ...message }));
    },
  };
}

const FROM_CONSOLE: LogtoMessage = {
  to: '8613800138000',
  type: 'Generic',
  payload: { code: '000000' },
  ip: '203.0.113.7',
};
const FROM_A_USER: LogtoMessage = {
  to: '8613800138000',
  type: 'SignIn',
  payload: { code: '042137', locale: 'en' },
  ip: '203.0.113.7',
};

async function shown(attempt: Promise<unknown>): Promise<Shown | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    if (error instanceof HostFailure) return error.shown;
    throw error;
  }
}
