import {
  credentialsError,
  jsonOf,
  requestWithin,
  temporaryKeyOf,
  type CredentialSource,
} from './credential-source.ts';

/** Shorter than a send's deadline. Milliseconds. */
const TIMEOUT_MS = 3000;
const WHAT = 'The credentials URI';

/** A local service that issues temporary keys: `ALIBABA_CLOUD_CREDENTIALS_URI`. */
export const credentialsUriSource: CredentialSource = async (context) => {
  const uri = context.environment['ALIBABA_CLOUD_CREDENTIALS_URI'];
  if (!uri) {
    return undefined;
  }
  if (!URL.canParse(uri) || !/^https?:$/.test(new URL(uri).protocol)) {
    throw credentialsError('ALIBABA_CLOUD_CREDENTIALS_URI is not a valid http or https URL.');
  }
  const url = new URL(uri);
  const request = { method: 'GET', url: url.href, headers: { host: url.host } } as const;
  const response = await requestWithin(context, request, TIMEOUT_MS, WHAT);
  const key = jsonOf(response, WHAT);
  if (response.status !== 200 || key['Code'] !== 'Success') {
    throw credentialsError(`${WHAT} did not return a key (HTTP ${response.status}).`);
  }
  return temporaryKeyOf(key, WHAT);
};
