import type { SendMessageFunction } from '@logto/connector-kit';
import {
  createMemoryStore,
  createSender,
  failureOf,
  languageOf,
  readSettings,
  SendFailure,
  type SendRequest,
} from 'aliyun-sms-sender';
import { errorForOperator, errorForUser } from './connector-error.ts';

type SendData = Parameters<SendMessageFunction>[0];

const sender = createSender();
/** Test sends of an operator do not count for users. */
const tester = createSender({ store: createMemoryStore() });

/**
 * Logto's `sendMessage`. With `testConfig`, the unsaved settings of Console's "Send", the operator
 * reads the error, otherwise a user at the sign-in page. Rejects only with the host's `ConnectorError`.
 *
 * For a user, a message that may be on its way counts as sent: the next page takes the code and offers
 * to send another.
 */
export function createSendMessage(getConfig: () => Promise<unknown>): SendMessageFunction {
  return async (data, testConfig) => {
    const isTest = testConfig !== undefined;
    let locale: string | undefined;
    try {
      const request = requestOf(data);
      locale = request.locale;
      const settings = readSettings(isTest ? testConfig : await getConfig());
      const result = await (isTest ? tester : sender).send(settings, request);
      if (isTest && result.outcome === 'unknown') {
        throw new SendFailure(result.failure, result.trace);
      }
      return result.outcome === 'accepted' ? { bizId: result.bizId } : {};
    } catch (error) {
      const failure = error instanceof SendFailure ? error.failure : failureOf(error);
      const language = languageOf(locale);
      throw isTest
        ? errorForOperator(failure, locale === undefined ? 'both' : language)
        : errorForUser(failure, language);
    }
  };
}

/** Translates Logto's names to the sender's. The sender checks the values. */
function requestOf({ to, type, payload, ip }: SendData): SendRequest {
  const locale: unknown = payload?.locale;
  return {
    to,
    usageType: type,
    payload,
    locale: typeof locale === 'string' ? locale : undefined,
    ip,
  };
}
