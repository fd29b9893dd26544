import {
  HostFailure,
  type LogtoHost,
  type LogtoMessage,
  type Shown,
} from './logto-installation.ts';

const CONNECTOR = 'aliyun-sms';

/** What the two pages of Logto show that can send a message. `undefined`: that it was sent. */
export function pagesOf(logto: LogtoHost) {
  return {
    /** Console's "Send": settings that are not saved, no language named. */
    send: (settings: unknown, asked: Partial<LogtoMessage> = {}) =>
      shown(logto.send(CONNECTOR, { ...FROM_CONSOLE, ...asked }, settings)),

    /** Console's "Save". */
    save: (settings: unknown) => shown(logto.save(CONNECTOR, settings)),

    /** The sign-in page, in the person's language. `settings` are those that Logto has stored. */
    signIn: async (settings: unknown, asked: Partial<LogtoMessage> = {}) => {
      await logto.store(CONNECTOR, settings);
      return shown(logto.send(CONNECTOR, { ...FROM_A_PERSON, ...asked }));
    },
  };
}

const FROM_CONSOLE: LogtoMessage = {
  to: '8613800138000',
  type: 'Generic',
  payload: { code: '000000' },
  ip: '203.0.113.7',
};
const FROM_A_PERSON: LogtoMessage = {
  to: '8613800138000',
  type: 'SignIn',
  payload: { code: '042137', locale: 'en' },
  ip: '203.0.113.7',
};

async function shown(asking: Promise<unknown>): Promise<Shown | undefined> {
  try {
    await asking;
    return undefined;
  } catch (error) {
    if (error instanceof HostFailure) return error.shown;
    throw error;
  }
}
