// What Logto shows to people of an error, as observed in a running Logto 1.42: the `message` of its
// response, and at "Save" in Console the `details` below it. `data` is in the response too, but never
// shown, so it is left out here. The texts are Logto's own.
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
  // Only errors of the host's own zod are shown in detail.
  const details = data instanceof ZodError ? { details: data.issues.map(line).join('\n') } : {};
  const inLanguage = (language) => ({ message: messageIn(language, code, data), ...details });
  return { status: STATUSES[code] ?? 400, en: inLanguage('en'), 'zh-CN': inLanguage('zh-CN') };
}

/** Only `General` has a placeholder for the connector's own words. */
function messageIn(language, code, data) {
  const words = data?.errorDescription;
  const description = typeof words === 'string' ? words : JSON.stringify(data);
  const phrase = resources[language].errors.connector[code];
  return code === ConnectorErrorCodes.General
    ? phrase.replace('{{errorDescription}}', () => description)
    : phrase;
}

function line({ path, code, message, expected, received }) {
  const text = code === 'invalid_type' ? `Expected ${expected} but received ${received}.` : message;
  return `Error in key path "${path.join('.')}": (${code}) ${text}`;
}
