// What Logto makes people see of an error, as observed in a running Logto 1.42: the `message` of its
// answer, and at "Save" in Console the `details` below it. `data` goes along in the answer and is shown
// to nobody, so that it is not even handed out here. The texts are Logto's own.
import { ConnectorError, ConnectorErrorCodes } from '@logto/connector-kit';
import { ZodError } from 'zod';

const { default: resources } = await import(process.env.LOGTO_PHRASES);

/** All other codes answer 400. */
const STATUSES = {
  [ConnectorErrorCodes.AuthorizationFailed]: 401,
  [ConnectorErrorCodes.RateLimitExceeded]: 429,
  [ConnectorErrorCodes.UsageLimitExceeded]: 429,
  [ConnectorErrorCodes.NotImplemented]: 501,
};

export function shownByLogto(error) {
  if (!(error instanceof ConnectorError)) {
    const message = 'Internal server error.';
    return { status: 500, en: { message }, 'zh-CN': { message } };
  }
  const { code, data } = error;
  // Only an error of the host's own zod is read out.
  const details = data instanceof ZodError ? { details: data.issues.map(line).join('\n') } : {};
  const inLanguage = (language) => ({ message: messageIn(language, code, data), ...details });
  return { status: STATUSES[code] ?? 400, en: inLanguage('en'), 'zh-CN': inLanguage('zh-CN') };
}

/** `General` alone has a place for words of the connector's. */
function messageIn(language, code, data) {
  const said = data?.errorDescription;
  const description = typeof said === 'string' ? said : JSON.stringify(data);
  const phrase = resources[language].errors.connector[code];
  return code === ConnectorErrorCodes.General
    ? phrase.replace('{{errorDescription}}', () => description)
    : phrase;
}

function line({ path, code, message, expected, received }) {
  const said = code === 'invalid_type' ? `Expected ${expected} but received ${received}.` : message;
  return `Error in key path "${path.join('.')}": (${code}) ${said}`;
}
