import { ConnectorError, ConnectorErrorCodes } from '@logto/connector-kit';
import { bilingual, type Failure, type Language } from 'aliyun-sms-sender';

/** What a person at the sign-in page is told: one sentence, in the language of the page. */
export function errorForUser(failure: Failure, language: Language): ConnectorError {
  // Of all codes only `General` shows our words; of a limit Logto has its own, in 20 languages.
  const code =
    failure.told === 'wait' ? ConnectorErrorCodes.RateLimitExceeded : ConnectorErrorCodes.General;
  const errorDescription = failure.userText[language];
  return new ConnectorError(code, { errorDescription, ...shared(failure) });
}

/**
 * What the operator reads at Console's "Send": everything. In both languages where Console, which
 * names none, is the one who asks.
 */
export function errorForOperator(failure: Failure, language: Language | 'both'): ConnectorError {
  const { operatorText, apiCode, outcome } = failure;
  const errorDescription = language === 'both' ? bilingual(operatorText) : operatorText[language];
  const code = apiCode === undefined ? {} : { apiCode };
  const data = { errorDescription, ...shared(failure), ...code, outcome };
  return new ConnectorError(ConnectorErrorCodes.General, data);
}

/** A fixed small shape: `data` reaches the person's browser. */
function shared({ requestId, retryAfterSeconds }: Failure) {
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
