import { fieldsOf, type ApiAnswer } from '../answer-fields.ts';
import { noConnection } from '../connection-error.ts';
import { malformedPart, type Credentials } from '../credentials.ts';
import { AliyunSmsCredentialsError } from '../errors.ts';
import { TransportError, type HttpResponse, type Transport } from '../transport.ts';

/** Credentials with the end of their life. */
export interface ExpiringCredentials extends Credentials {
  /** Milliseconds since the epoch; absent: they stay good. */
  readonly expiration?: number | undefined;
}

/** What a source may look at. Inputs, so that tests need no machine of their own. */
export interface CredentialContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Home folder of the user. */
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
 * One place where credentials can come from. `undefined` where nothing is configured there; rejects
 * with `AliyunSmsCredentialsError` where something is, and does not work.
 */
export type CredentialSource = (
  context: CredentialContext,
) => Promise<ExpiringCredentials | undefined>;

/** Nobody answered. */
export class UnreachableError extends AliyunSmsCredentialsError {}

/** `why` must not quote what was read. */
export function credentialsError(why: string, apiCode?: string): AliyunSmsCredentialsError {
  return new AliyunSmsCredentialsError(why, { outcome: 'not-sent', apiCode });
}

/** The fields of an answer's JSON object; `what` names the other side. */
export function jsonOf(response: HttpResponse, what: string): ApiAnswer {
  try {
    return fieldsOf(JSON.parse(response.body));
  } catch {
    throw credentialsError(`${what} answered HTTP ${response.status} without JSON.`);
  }
}

/** The temporary key that STS, the metadata service and a credentials URI all write alike. */
export function temporaryKeyOf(fields: ApiAnswer, what: string): ExpiringCredentials {
  const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret } = fields;
  const securityToken = fields['SecurityToken'];
  if (
    typeof accessKeyId !== 'string' ||
    typeof accessKeySecret !== 'string' ||
    typeof securityToken !== 'string'
  ) {
    throw credentialsError(`${what} answered without a complete temporary key.`);
  }
  const malformed = malformedPart({ accessKeyId, accessKeySecret, securityToken });
  if (malformed !== undefined) {
    // Remembered, it would fail every send until its end.
    throw credentialsError(`${what} gave a key whose ${malformed} no key can have.`);
  }
  const expiration = Date.parse(String(fields['Expiration']));
  return {
    accessKeyId,
    accessKeySecret,
    securityToken,
    ...(Number.isNaN(expiration) ? {} : { expiration }),
  };
}

/** One request that ends in time, whatever the other side does. Milliseconds. */
export async function requestWithin(
  context: CredentialContext,
  request: Omit<Parameters<Transport>[0], 'signal'>,
  timeoutMs: number,
  what: string,
): Promise<HttpResponse> {
  try {
    return await context.transport({ ...request, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new UnreachableError(`${what} ${silenceOf(error, request.url, timeoutMs)}.`, {
      outcome: 'not-sent',
    });
  }
}

function silenceOf(error: unknown, url: string, timeoutMs: number): string {
  if (!(error instanceof TransportError)) {
    return 'could not be reached';
  }
  if (error.proxy !== undefined) {
    return `could not be reached: ${noConnection(error, new URL(url).origin)}`;
  }
  return error.code === 'ABORT_ERR'
    ? `gave no answer in ${timeoutMs} ms`
    : `could not be reached (${error.code})`;
}

/** Whether a variable of the environment says `true`, in whatever case, as Aliyun's own tools read it. */
export function isSwitchedOn(
  { environment }: Pick<CredentialContext, 'environment'>,
  name: string,
): boolean {
  return environment[name]?.toLowerCase() === 'true';
}
