import { randomUUID } from 'node:crypto';
import type { Failure } from 'aliyun-sms-sender';

/** An entry as Logto 1.42 writes and returns it. */
export interface WrittenEntry {
  readonly tenantId: string;
  readonly id: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

type Flow = 'SignIn' | 'Register' | 'ForgotPassword';

interface Written {
  readonly flow?: Flow;
  readonly at: number;
  /** As Logto holds it. */
  readonly phone: string;
  readonly error?: { readonly message: string; readonly code?: string };
}

/** Fields of every entry that `trace` does not use. */
const COMMON = {
  ip: '203.0.113.9',
  userAgent: 'Mozilla/5.0',
  userAgentParsed: { browser: { name: 'Chrome' } },
  applicationId: 'app',
  sessionId: 'session',
};

function entry(action: 'Create' | 'Submit', written: Written, more: object): WrittenEntry {
  const { flow = 'SignIn', at, phone, error } = written;
  const key = `Interaction.${flow}.Verification.PhoneVerificationCode.${action}`;
  const identifier = { type: 'phone', value: phone };
  // For a failed request, Logto logs the whole session.
  const failed = error && {
    error,
    interaction: { interactionEvent: flow, verificationRecords: [{ identifier, verified: false }] },
  };
  return {
    tenantId: 'default',
    id: randomUUID().slice(0, 21),
    key,
    payload: {
      ...COMMON,
      ...failed,
      key,
      result: error ? 'Error' : 'Success',
      payload: { identifier, ...more },
    },
    createdAt: at,
  };
}

/** Somebody requested a code. */
export const askedEntry = (written: Written): WrittenEntry =>
  entry('Create', written, { interactionEvent: written.flow ?? 'SignIn' });

/** Somebody entered a code, which Logto logs in clear text. */
export const enteredEntry = (written: Written & { readonly code: string }): WrittenEntry =>
  entry('Submit', written, { verificationId: 'verification', code: written.code });

/** The error of an entry if the connector threw: Logto's text for its `ConnectorError`. */
export function connectorThrew(failure: Failure) {
  const { userText, requestId, retryAfterSeconds } = failure;
  const data = { errorDescription: userText.zh, requestId, retryAfterSeconds };
  return { message: `Error: ConnectorError: ${JSON.stringify(data)}` };
}
