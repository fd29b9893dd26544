import { readFile } from 'node:fs/promises';
import { fieldsOf, type ApiAnswer } from '../answer-fields.ts';
import { knownOffset, offsetToTry, rememberOffset } from '../clock.ts';
import type { Credentials } from '../credentials.ts';
import { explainApiCode } from '../error-book/explain.ts';
import { canonicalQuery, type Parameters } from '../signature.ts';
import { signRequest } from '../signed-request.ts';
import type { HttpRequest } from '../transport.ts';
import {
  credentialsError,
  isSwitchedOn,
  jsonOf,
  requestWithin,
  temporaryKeyOf,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';

/** A role to assume. */
export interface Role {
  readonly roleArn: string;
  readonly sessionName?: string | undefined;
  /** 900 up to the role's own limit; default 3600. */
  readonly durationSeconds?: number | undefined;
  readonly stsRegion?: string | undefined;
}

export interface OidcRole extends Role {
  readonly oidcProviderArn: string;
  /** Read each time, because the platform renews it. */
  readonly oidcTokenFile: string;
}

const VERSION = '2015-04-01';
/** Shorter than a send's deadline. Milliseconds. */
const TIMEOUT_MS = 3000;
const DEFAULT_DURATION_SECONDS = 3600;
const SESSION_NAME = 'aliyun-sms-client';
const API_CODE = /^[\w.-]{1,100}$/;

/**
 * The role of a Kubernetes service account (RRSA): `ALIBABA_CLOUD_ROLE_ARN`,
 * `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and `ALIBABA_CLOUD_OIDC_TOKEN_FILE`.
 */
export const oidcSource: CredentialSource = async (context) => {
  const { environment } = context;
  const roleArn = environment['ALIBABA_CLOUD_ROLE_ARN'];
  const oidcProviderArn = environment['ALIBABA_CLOUD_OIDC_PROVIDER_ARN'];
  const oidcTokenFile = environment['ALIBABA_CLOUD_OIDC_TOKEN_FILE'];
  const sessionName = environment['ALIBABA_CLOUD_ROLE_SESSION_NAME'] || undefined;
  return roleArn && oidcProviderArn && oidcTokenFile
    ? assumeRoleWithOidc({ roleArn, oidcProviderArn, oidcTokenFile, sessionName }, context)
    : undefined;
};

/** Assumes a role with an identity token; this call is not signed. */
export async function assumeRoleWithOidc(
  role: OidcRole,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  const token = await readFile(role.oidcTokenFile, 'utf8').catch(() => {
    throw credentialsError('The OIDC token file cannot be read.');
  });
  const origin = stsEndpoint(role, context);
  const request = (time: number): HttpRequest => ({
    method: 'POST',
    url: `${origin}/`,
    headers: {
      host: new URL(origin).host,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: canonicalQuery({
      ...roleParameters(role),
      Action: 'AssumeRoleWithOIDC',
      Format: 'JSON',
      Version: VERSION,
      Timestamp: `${new Date(time).toISOString().slice(0, 19)}Z`,
      SignatureNonce: context.nonce(),
      OIDCProviderArn: role.oidcProviderArn,
      OIDCToken: token.trim(),
    }),
  });
  return askSts(origin, request, context);
}

/** Assumes a role with an access key. */
export async function assumeRole(
  role: Role,
  credentials: Credentials,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  const request = {
    origin: stsEndpoint(role, context),
    action: 'AssumeRole',
    version: VERSION,
    query: roleParameters(role),
  };
  const signed = (time: number) => signRequest(request, credentials, time, context.nonce());
  return askSts(request.origin, signed, context);
}

function roleParameters(role: Role): Parameters {
  return {
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName ?? SESSION_NAME,
    DurationSeconds: String(role.durationSeconds ?? DEFAULT_DURATION_SECONDS),
  };
}

/** If the first request is refused for its time, asks again by the clock of the refusal. */
async function askSts(
  origin: string,
  request: (time: number) => HttpRequest,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  const { now } = context;
  const known = knownOffset(origin, now);
  const ask = async (offset: number) => {
    const response = await requestWithin(context, request(now() + offset), TIMEOUT_MS, 'STS');
    return { response, answer: jsonOf(response, 'STS') };
  };
  const { response, answer } = await ask(known);
  const offset = isAboutTime(answer)
    ? offsetToTry(now, known, response.headers['date'])
    : undefined;
  if (offset === undefined) {
    return keyOf(answer, known);
  }
  const second = await ask(offset);
  const key = keyOf(second.answer, offset);
  rememberOffset(origin, now, offset);
  return key;
}

function isAboutTime({ Code }: ApiAnswer): boolean {
  return typeof Code === 'string' && explainApiCode(Code).category === 'clock';
}

/** The key's expiry is given by the clock of STS, which is `offset` ahead. */
function keyOf(
  { Code: apiCode, Credentials: fields }: ApiAnswer,
  offset: number,
): ExpiringCredentials {
  if (typeof apiCode === 'string' && API_CODE.test(apiCode)) {
    throw credentialsError(`STS refused to issue a temporary key: ${apiCode}.`, apiCode);
  }
  const key = temporaryKeyOf(fieldsOf(fields), 'STS');
  return key.expiration === undefined ? key : { ...key, expiration: key.expiration - offset };
}

/** `sts.aliyuncs.com`, or a region's own endpoint, which may be on its private network. */
function stsEndpoint({ stsRegion }: Role, { environment, stsEndpoint: own }: CredentialContext) {
  const region = stsRegion ?? environment['ALIBABA_CLOUD_STS_REGION'];
  const vpc = isSwitchedOn({ environment }, 'ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED') ? '-vpc' : '';
  return own ?? `https://sts${region ? `${vpc}.${region}` : ''}.aliyuncs.com`;
}
