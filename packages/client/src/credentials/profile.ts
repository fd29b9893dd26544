import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ecsRole } from './ecs-role.ts';
import {
  credentialsError,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';
import { textOf } from '../output.ts';
import { assumeRole, assumeRoleWithOidc } from './sts.ts';

/** Fields of a profile under the names that `~/.aliyun/config.json` has for them. */
type Profile = Readonly<Record<string, unknown>>;

/** Other files call the same kinds and fields by other names. */
const INI_MODES: Readonly<Record<string, string>> = {
  access_key: 'AK',
  sts: 'StsToken',
  ecs_ram_role: 'EcsRamRole',
  ram_role_arn: 'RamRoleArn',
  oidc_role_arn: 'OIDC',
};
const INI_FIELDS: Readonly<Record<string, string>> = {
  security_token: 'sts_token',
  role_name: 'ram_role_name',
  role_arn: 'ram_role_arn',
  role_session_name: 'ram_session_name',
  oidc_token_file_path: 'oidc_token_file',
};

/**
 * A profile of the `aliyun` command, in `~/.aliyun/config.json`: the one that
 * `ALIBABA_CLOUD_PROFILE` names, else the current one. Off with
 * `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true`.
 */
export const cliProfileSource: CredentialSource = async (context) => {
  const { environment } = context;
  return environment['ALIBABA_CLOUD_CLI_PROFILE_DISABLED'] === 'true'
    ? undefined
    : cliProfile(environment['ALIBABA_CLOUD_PROFILE'], context);
};

/** One named profile of `~/.aliyun/config.json`, or the current one; `undefined` without the file. */
export async function cliProfile(
  name: string | undefined,
  context: CredentialContext,
): Promise<ExpiringCredentials | undefined> {
  const file = join(context.home, '.aliyun', 'config.json');
  const text = await readIfThere(file);
  if (text === undefined) {
    return undefined;
  }
  const config = parseConfig(text);
  const wanted = name ?? textOf(config['current']) ?? 'default';
  const profiles: unknown = config['profiles'];
  const profile = (Array.isArray(profiles) ? profiles : []).find(
    (candidate: unknown) => fieldsOf(candidate)['name'] === wanted,
  );
  if (profile === undefined) {
    throw credentialsError(`~/.aliyun/config.json has no profile "${wanted}".`);
  }
  return fromProfile(fieldsOf(profile), context);
}

/**
 * A section of the credentials file, `~/.alibabacloud/credentials` or what
 * `ALIBABA_CLOUD_CREDENTIALS_FILE` names: the one `ALIBABA_CLOUD_PROFILE` names, else `default`.
 */
export const credentialsFileSource: CredentialSource = async (context) => {
  const { environment, home } = context;
  const file =
    environment['ALIBABA_CLOUD_CREDENTIALS_FILE'] ?? join(home, '.alibabacloud', 'credentials');
  const text = await readIfThere(file);
  const section = environment['ALIBABA_CLOUD_PROFILE'] ?? 'default';
  const profile = text === undefined ? undefined : iniSection(text, section);
  return profile === undefined ? undefined : fromProfile(profile, context);
};

async function fromProfile(
  profile: Profile,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  const field = (name: string): string => {
    const value = profile[name];
    if (typeof value !== 'string' || value === '') {
      throw credentialsError(`The profile lacks ${name}.`);
    }
    return value;
  };
  const optional = (name: string) => textOf(profile[name]);
  const key = () => ({
    accessKeyId: field('access_key_id'),
    accessKeySecret: field('access_key_secret'),
  });
  const role = () => ({
    roleArn: field('ram_role_arn'),
    sessionName: optional('ram_session_name'),
    durationSeconds: Number(profile['expired_seconds']) || undefined,
    stsRegion: optional('sts_region'),
  });
  switch (profile['mode']) {
    case 'AK':
      return key();
    case 'StsToken':
      return { ...key(), securityToken: field('sts_token') };
    case 'RamRoleArn':
      return assumeRole(role(), { ...key(), securityToken: optional('sts_token') }, context);
    case 'EcsRamRole':
      return ecsRole(optional('ram_role_name'), context);
    case 'OIDC':
      return assumeRoleWithOidc(
        {
          ...role(),
          oidcProviderArn: field('oidc_provider_arn'),
          oidcTokenFile: field('oidc_token_file'),
        },
        context,
      );
    default:
      throw credentialsError(
        'The profile is of a kind that is not supported: use AK, StsToken, RamRoleArn, EcsRamRole or OIDC.',
      );
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseConfig(text: string): Profile {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    throw credentialsError('~/.aliyun/config.json is not JSON.');
  }
}

function fieldsOf(value: unknown): Profile {
  return Object.fromEntries(Object.entries(Object(value)));
}

/** One section of an INI text under the names of a CLI profile. */
function iniSection(text: string, wanted: string): Profile | undefined {
  const fields: Record<string, string> = {};
  let inSection = false;
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[\s*(.*?)\s*\]\s*$/.exec(line);
    const field = /^\s*([^#;=\s]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (heading !== null) {
      inSection = heading[1] === wanted;
    } else if (inSection && field !== null) {
      const [, name = '', value = ''] = field;
      fields[INI_FIELDS[name] ?? name] = value;
    }
  }
  const { type } = fields;
  return type === undefined ? undefined : { ...fields, mode: INI_MODES[type] };
}
