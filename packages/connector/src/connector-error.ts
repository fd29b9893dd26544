import { ConnectorError, ConnectorErrorCodes } from '@logto/connector-kit';
import { bilingual, type Failure, type Language } from 'aliyun-sms-sender';

/** What a user at the sign-in page sees: one sentence, in the language of the page. */
export function errorForUser(failure: Failure, language: Language): ConnectorError {
  // Only `General` shows our text; for a limit Logto has its own, in 20 languages.
  const code =
    failure.userTextKey === 'wait'
      ? ConnectorErrorCodes.RateLimitExceeded
      : ConnectorErrorCodes.General;
  const errorDescription = failure.userText[language];
  return new ConnectorError(code, { errorDescription, ...shared(failure) });
}

/**
 * What the operator sees at Console's "Send": everything, in both languages, because Console sends no
 * locale.
 */
export function errorForOperator(failure: Failure, language: Language | 'both'): ConnectorError {
  const { operatorText, apiCode, outcome } = failure;
  const errorDescription = language === 'both' ? bilingual(operatorText) : operatorText[language];
  const code = apiCode === undefined ? {} : { apiCode };
  const data = { errorDescription, ...shared(failure), ...code, outcome };
  return new ConnectorError(ConnectorErrorCodes.General, data);
}

/** A small fixed shape, because `data` reaches the user's browser. */
function shared({ requestId, retryAfterSeconds }: Failure) {
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
