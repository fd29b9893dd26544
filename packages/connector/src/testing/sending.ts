import { ConnectorError, TemplateType, type ConnectorErrorCodes } from '@logto/connector-kit';
import createConnector from '../index.ts';

export interface TestRequest {
  readonly to?: string;
  readonly type?: string;
  readonly payload?: Record<string, unknown>;
  readonly ip?: string;
}

const CODE = '123456';

/** Sends as Logto does: a new connector each time, which reads the stored settings. */
export async function send(config: unknown, request: TestRequest = {}): Promise<unknown> {
  const connector = await createConnector({ getConfig: async () => config });
  return connector.sendMessage(dataOf(request));
}

/** Sends as Console's "Send" does, with settings that are not stored. */
export async function trySend(config: unknown, request: TestRequest = {}): Promise<unknown> {
  const connector = await createConnector({
    getConfig: async () => {
      throw new TypeError('Nothing is stored.');
    },
  });
  return connector.sendMessage(dataOf(request), config);
}

/** The usage types are strings at run time, including any that Logto may add. */
function dataOf({ to = '8613800138000', type = 'SignIn', payload, ip }: TestRequest) {
  const types: Readonly<Record<string, TemplateType>> = TemplateType;
  const known = types[type];
  if (known === undefined) throw new TypeError(`The kit has no usage type ${type}.`);
  return {
    to,
    type: known,
    payload: { code: CODE, ...payload },
    ...(ip === undefined ? {} : { ip }),
  };
}

export interface Failed {
  readonly code: ConnectorErrorCodes;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What Logto gets when the send fails; any other error fails the test. */
export async function failureOf(sending: Promise<unknown>): Promise<Failed> {
  try {
    await sending;
  } catch (error) {
    if (error instanceof ConnectorError) {
      return { code: error.code, data: Object(error.data) };
    }
    throw error;
  }
  throw new TypeError('The send did not fail.');
}
