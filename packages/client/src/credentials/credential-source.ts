import { fieldsOf, type ApiAnswer } from '../answer-fields.ts';
import { noConnection } from '../connection-error.ts';
import { malformedPart, type Credentials } from '../credentials.ts';
import { AliyunSmsCredentialsError } from '../errors.ts';
import { TransportError, type HttpResponse, type Transport } from '../transport.ts';

/** Credentials that may expire. */
export interface ExpiringCredentials extends Credentials {
  /** Milliseconds since the epoch; absent if they do not expire. */
  readonly expiration?: number | undefined;
}

/** Everything a source reads, as inputs for the sake of tests. */
export interface CredentialContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home directory. */
  readonly home: string;
  readonly transport: Transport;
  readonly now: () => number;
  readonly nonce: () => string;
  /** Scheme and host of the ECS metadata service. */
  readonly metadataEndpoint: string;
  /** Scheme and host of STS; default by region. */
  readonly stsEndpoint?: string | undefined;
}

/**
 * One place where credentials can come from. `undefined` if it is not configured; rejects with
 * `AliyunSmsCredentialsError` if it is but does not work.
 */
export type CredentialSource = (
  context: CredentialContext,
) => Promise<ExpiringCredentials | undefined>;

/** The service could not be reached. */
export class UnreachableError extends AliyunSmsCredentialsError {}

/** `why` must not quote what was read. */
export function credentialsError(why: string, apiCode?: string): AliyunSmsCredentialsError {
  return new AliyunSmsCredentialsError(why, { outcome: 'not-sent', apiCode });
}

/** The fields of an answer's JSON object; `what` names the service. */
export function jsonOf(response: HttpResponse, what: string): ApiAnswer {
  try {
    return fieldsOf(JSON.parse(response.body));
  } catch {
    throw credentialsError(`${what} answered HTTP ${response.status} without JSON.`);
  }
}

/** A temporary key as STS, the metadata service and a credentials URI all write it. */
export function temporaryKeyOf(fields: ApiAnswer, what: string): ExpiringCredentials {
  const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret } = fields;
  const securityToken = fields['SecurityToken'];
  if (
    typeof accessKeyId !== 'string' ||
    typeof accessKeySecret !== 'string' ||
    typeof securityToken !== 'string'
  ) {
    throw credentialsError(`${what} did not return a complete temporary key.`);
  }
  const malformed = malformedPart({ accessKeyId, accessKeySecret, securityToken });
  if (malformed !== undefined) {
    // If it were cached, every send would fail until it expires.
    throw credentialsError(`${what} returned a key with an invalid ${malformed}.`);
  }
  const expiration = Date.parse(String(fields['Expiration']));
  return {
    accessKeyId,
    accessKeySecret,
    securityToken,
    ...(Number.isNaN(expiration) ? {} : { expiration }),
  };
}

/** One request with a time limit. Milliseconds. */
export async function requestWithin(
  context: CredentialContext,
  request: Omit<Parameters<Transport>[0], 'signal'>,
  timeoutMs: number,
  what: string,
): Promise<HttpResponse> {
  try {
    return await context.transport({ ...request, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new UnreachableError(`${what} ${failureOf(error, request.url, timeoutMs)}.`, {
      outcome: 'not-sent',
    });
  }
}

function failureOf(error: unknown, url: string, timeoutMs: number): string {
  if (!(error instanceof TransportError)) {
    return 'could not be reached';
  }
  if (error.proxy !== undefined) {
    return `could not be reached: ${noConnection(error, new URL(url).origin)}`;
  }
  return error.code === 'ABORT_ERR'
    ? `did not answer within ${timeoutMs} ms`
    : `could not be reached (${error.code})`;
}

/** Whether an environment variable is `true`, in any case, as Aliyun's own tools read it. */
export function isSwitchedOn(
  { environment }: Pick<CredentialContext, 'environment'>,
  name: string,
): boolean {
  return environment[name]?.toLowerCase() === 'true';
}
