import {
  credentialsError,
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

/** The role of the machine, unless `ALIBABA_CLOUD_ECS_METADATA_DISABLED` is `true`. */
export const ecsRoleSource: CredentialSource = async (context) =>
  context.environment['ALIBABA_CLOUD_ECS_METADATA_DISABLED'] === 'true'
    ? undefined
    : ecsRole(context.environment['ALIBABA_CLOUD_ECS_METADATA'], context);

/**
 * A temporary key from the metadata service: by its second version, or the first where that is
 * missing, unless `ALIBABA_CLOUD_IMDSV1_DISABLED` is `true`. Without a name, the machine's role.
 */
export async function ecsRole(
  roleName: string | undefined,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  const headers = await tokenHeaders(context);
  const name = roleName || (await read(ROLES_PATH, headers, context)).trim();
  if (!/^[\w.@-]{1,64}$/.test(name)) {
    throw credentialsError(`${WHAT} names no role for this machine.`);
  }
  const body = await read(`${ROLES_PATH}${name}`, headers, context);
  const key = jsonOf({ status: 200, headers: {}, body }, WHAT);
  if (key['Code'] !== 'Success') {
    throw credentialsError(`${WHAT} has no key for the role.`);
  }
  return temporaryKeyOf(key, WHAT);
}

async function tokenHeaders(context: CredentialContext): Promise<Record<string, string>> {
  const request = {
    method: 'PUT',
    url: `${context.metadataEndpoint}${TOKEN_PATH}`,
    headers: {
      host: new URL(context.metadataEndpoint).host,
      'x-aliyun-ecs-metadata-token-ttl-seconds': TOKEN_SECONDS,
    },
  } as const;
  const response = await requestWithin(context, request, TIMEOUT_MS, WHAT);
  if (response.status === 200) {
    return { 'x-aliyun-ecs-metadata-token': response.body };
  }
  if (context.environment['ALIBABA_CLOUD_IMDSV1_DISABLED'] === 'true') {
    throw credentialsError(`${WHAT} gave no token (HTTP ${response.status}).`);
  }
  return {};
}

async function read(
  path: string,
  headers: Readonly<Record<string, string>>,
  context: CredentialContext,
): Promise<string> {
  const { host } = new URL(context.metadataEndpoint);
  const request = {
    method: 'GET',
    url: `${context.metadataEndpoint}${path}`,
    headers: { ...headers, host },
  } as const;
  const response = await requestWithin(context, request, TIMEOUT_MS, WHAT);
  if (response.status !== 200) {
    throw credentialsError(`${WHAT} answered HTTP ${response.status}.`);
  }
  return response.body;
}
