import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ecsRole } from './ecs-role.ts';
import {
  credentialsError,
  isSwitchedOn,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';
import { fieldsOf, textOf } from '../answer-fields.ts';
import { assumeRole, assumeRoleWithOidc, type Role } from './sts.ts';

/** Fields of a profile by their names in `~/.aliyun/config.json`. */
type Profile = Readonly<Record<string, unknown>>;

/** The credentials file has other names for the same modes and fields. */
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

/** Modes that cannot serve an unattended process, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  CloudSSO: 'a person has to sign in again every few hours',
  OAuth: 'renewing it rewrites the file',
  External: 'it runs a command that the file names',
};

/**
 * A profile of the `aliyun` command, in `~/.aliyun/config.json`: the one that
 * `ALIBABA_CLOUD_PROFILE` names, else the current one. Off with
 * `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true`.
 */
export const cliProfileSource: CredentialSource = async (context) => {
  const { environment } = context;
  if (isSwitchedOn(context, 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED')) {
    return undefined;
  }
  const config = await readConfig(context);
  const requested = environment['ALIBABA_CLOUD_PROFILE'] || undefined;
  // The variable may name a profile of the credentials file.
  const isElsewhere =
    requested !== undefined && config !== undefined && !hasProfile(requested, config);
  return config === undefined || isElsewhere ? undefined : profileOf(config, requested, context);
};

/** One named profile of `~/.aliyun/config.json`, or the current one; `undefined` without the file. */
export async function cliProfile(
  name: string | undefined,
  context: CredentialContext,
): Promise<ExpiringCredentials | undefined> {
  const config = await readConfig(context);
  return config && profileOf(config, name, context);
}

async function readConfig({ home }: CredentialContext): Promise<Profile | undefined> {
  const text = await readIfThere(join(home, '.aliyun', 'config.json'), '~/.aliyun/config.json');
  return text === undefined ? undefined : parseConfig(text);
}

async function profileOf(
  config: Profile,
  name: string | undefined,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  return fromConfig(config, name ?? textOf(config['current']) ?? 'default', context, []);
}

/** `users`: the chain of profiles that have this one as their source. */
async function fromConfig(
  config: Profile,
  name: string,
  context: CredentialContext,
  users: readonly string[],
): Promise<ExpiringCredentials> {
  if (users.includes(name)) {
    throw credentialsError(`The profile "${name}" of ~/.aliyun/config.json is its own source.`);
  }
  const profile = profileNamed(name, config);
  if (profile['mode'] !== 'ChainableRamRoleArn') {
    return fromProfile(profile, context);
  }
  const source = fieldOf(profile, 'source_profile');
  const credentials = await fromConfig(config, source, context, [...users, name]);
  return assumeRole(roleOf(profile), credentials, context);
}

function profilesOf({ profiles }: Profile): readonly Profile[] {
  return (Array.isArray(profiles) ? profiles : []).map(fieldsOf);
}

function hasProfile(name: string, config: Profile): boolean {
  return profilesOf(config).some((candidate) => candidate['name'] === name);
}

function profileNamed(name: string, config: Profile): Profile {
  const profile = profilesOf(config).find((candidate) => candidate['name'] === name);
  if (profile === undefined) {
    throw credentialsError(`~/.aliyun/config.json has no profile "${name}".`);
  }
  return profile;
}

/**
 * A section of the credentials file, `~/.alibabacloud/credentials` or what
 * `ALIBABA_CLOUD_CREDENTIALS_FILE` names: the one `ALIBABA_CLOUD_PROFILE` names, else `default`.
 */
export const credentialsFileSource: CredentialSource = async (context) => {
  const { environment, home } = context;
  const file =
    environment['ALIBABA_CLOUD_CREDENTIALS_FILE'] || join(home, '.alibabacloud', 'credentials');
  const text = await readIfThere(file, 'The credentials file');
  const section = environment['ALIBABA_CLOUD_PROFILE'] || 'default';
  const profile = text === undefined ? undefined : iniSection(text, section);
  return profile === undefined ? undefined : fromProfile(profile, context);
};

async function fromProfile(
  profile: Profile,
  context: CredentialContext,
): Promise<ExpiringCredentials> {
  const key = () => ({
    accessKeyId: fieldOf(profile, 'access_key_id'),
    accessKeySecret: fieldOf(profile, 'access_key_secret'),
  });
  switch (profile['mode']) {
    case 'AK':
      return key();
    case 'StsToken':
      return { ...key(), securityToken: fieldOf(profile, 'sts_token') };
    case 'RamRoleArn': {
      const credentials = { ...key(), securityToken: textOf(profile['sts_token']) };
      return assumeRole(roleOf(profile), credentials, context);
    }
    case 'EcsRamRole':
      return ecsRole(textOf(profile['ram_role_name']), context);
    case 'OIDC': {
      const oidcProviderArn = fieldOf(profile, 'oidc_provider_arn');
      const oidcTokenFile = fieldOf(profile, 'oidc_token_file');
      return assumeRoleWithOidc({ ...roleOf(profile), oidcProviderArn, oidcTokenFile }, context);
    }
    default:
      throw credentialsError(refusalOf(profile));
  }
}

function refusalOf(profile: Profile): string {
  const mode = textOf(profile['mode']) ?? '';
  const why = Object.hasOwn(REFUSED, mode) ? ` (${mode}: ${REFUSED[mode]})` : '';
  return `The mode of the profile is not supported${why}: use AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole or OIDC.`;
}

function fieldOf(profile: Profile, name: string): string {
  const value = profile[name];
  if (typeof value !== 'string' || value === '') {
    throw credentialsError(`The profile lacks ${name}.`);
  }
  return value;
}

function roleOf(profile: Profile): Role {
  return {
    roleArn: fieldOf(profile, 'ram_role_arn'),
    sessionName: textOf(profile['ram_session_name']),
    durationSeconds: Number(profile['expired_seconds']) || undefined,
    stsRegion: textOf(profile['sts_region']),
  };
}

/** The text of a file, without the byte order mark that some editors write. */
async function readIfThere(file: string, what: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw credentialsError(`${what} cannot be read (${String(code)}).`);
  }
}

function parseConfig(text: string): Profile {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    throw credentialsError('~/.aliyun/config.json is not valid JSON.');
  }
}

/** One section of an INI text, with the field names of a CLI profile. */
function iniSection(text: string, name: string): Profile | undefined {
  const fields: Record<string, string> = {};
  let inSection = false;
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[\s*(.*?)\s*\]\s*$/.exec(line);
    const field = /^\s*([^#;=\s]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (heading !== null) {
      inSection = heading[1] === name;
    } else if (inSection && field !== null) {
      const [, key = '', value = ''] = field;
      fields[INI_FIELDS[key] ?? key] = value;
    }
  }
  const { type } = fields;
  return type === undefined ? undefined : { ...fields, mode: INI_MODES[type] };
}
