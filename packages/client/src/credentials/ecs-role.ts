import { AliyunSmsCredentialsError } from '../errors.ts';
import type { HttpResponse } from '../transport.ts';
import {
  UnreachableError,
  credentialsError,
  isSwitchedOn,
  jsonOf,
  requestWithin,
  temporaryKeyOf,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';

const TIMEOUT_MS = 1000;
const TOKEN_PATH = '/latest/api/token';
const ROLES_PATH = '/latest/meta-data/ram/security-credentials/';
const TOKEN_SECONDS = '21600';
const WHAT = 'The ECS metadata service';

/**
 * The role of the machine, unless `ALIBABA_CLOUD_ECS_METADATA_DISABLED` is `true`. If
 * `ALIBABA_CLOUD_ECS_METADATA` names none and there is no metadata service, it is not configured.
 */
export const ecsRoleSource: CredentialSource = async (context) => {
  if (isSwitchedOn(context, 'ALIBABA_CLOUD_ECS_METADATA_DISABLED')) {
    return undefined;
  }
  const named = context.environment['ALIBABA_CLOUD_ECS_METADATA'] || undefined;
  try {
    return await ecsRole(named, context);
  } catch (error) {
    if (
      named === undefined &&
      (error instanceof UnreachableError || error instanceof NoRoleError)
    ) {
      return undefined;
    }
    throw error;
  }
};

/** The machine has no role. */
class NoRoleError extends AliyunSmsCredentialsError {}

/**
 * A temporary key from the metadata service: by its second version, or by the first if the second is
 * missing or does not answer (behind a hop limit of 1, as in many containers), unless
 * `ALIBABA_CLOUD_IMDSV1_DISABLED` is `true`. Without a name, of the machine's role.
 */
export async function ecsRole(
  roleName: string | undefined,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  const headers = await tokenHeaders(context);
  const name = roleName ?? (await ownRole(headers, context));
  if (!/^[\w.@-]{1,64}$/.test(name)) {
    throw credentialsError(
      'The ECS role name is not valid: use up to 64 letters, digits and _ . @ -',
    );
  }
  const body = bodyOf(await read(`${ROLES_PATH}${name}`, headers, context));
  const key = jsonOf({ status: 200, headers: {}, body }, WHAT);
  if (key['Code'] !== 'Success') {
    throw credentialsError(`${WHAT} returned no key for the role.`);
  }
  return temporaryKeyOf(key, WHAT);
}

async function ownRole(headers: Headers, context: CredentialContext): Promise<string> {
  const response = await read(ROLES_PATH, headers, context);
  if (response.status === 404) {
    throw new NoRoleError(`${WHAT} has no role for this machine.`, { outcome: 'not-sent' });
  }
  return bodyOf(response).trim();
}

type Headers = Readonly<Record<string, string>>;

async function tokenHeaders(context: CredentialContext): Promise<Headers> {
  const request = {
    method: 'PUT',
    url: `${context.metadataEndpoint}${TOKEN_PATH}`,
    headers: {
      host: new URL(context.metadataEndpoint).host,
      'x-aliyun-ecs-metadata-token-ttl-seconds': TOKEN_SECONDS,
    },
  } as const;
  const mustHaveToken = isSwitchedOn(context, 'ALIBABA_CLOUD_IMDSV1_DISABLED');
  try {
    const response = await requestWithin(context, request, TIMEOUT_MS, WHAT);
    if (response.status === 200) {
      return { 'x-aliyun-ecs-metadata-token': response.body };
    }
    if (mustHaveToken) {
      throw credentialsError(`${WHAT} returned no token (HTTP ${response.status}).`);
    }
  } catch (error) {
    if (mustHaveToken || !(error instanceof UnreachableError)) {
      throw error;
    }
  }
  return {};
}

async function read(
  path: string,
  headers: Headers,
  context: CredentialContext,
): Promise<HttpResponse> {
  const { host } = new URL(context.metadataEndpoint);
  const request = {
    method: 'GET',
    url: `${context.metadataEndpoint}${path}`,
    headers: { ...headers, host },
  } as const;
  return requestWithin(context, request, TIMEOUT_MS, WHAT);
}

function bodyOf({ status, body }: HttpResponse): string {
  if (status !== 200) {
    throw credentialsError(`${WHAT} answered HTTP ${status}.`);
  }
  return body;
}
