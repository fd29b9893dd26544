import { AliyunSmsCredentialsError } from '../errors.ts';
import {
  credentialsError,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';
import { credentialsUriSource } from './credentials-uri.ts';
import { ecsRoleSource } from './ecs-role.ts';
import { environmentSource, missingVariables } from './environment.ts';
import { cliProfileSource, credentialsFileSource } from './profile.ts';
import { oidcSource } from './sts.ts';

interface NamedSource {
  /** As in `Credentials.source` and errors. */
  readonly name: string;
  readonly source: CredentialSource;
  /** How to report that it is not configured. */
  readonly absent: string | ((context: CredentialContext) => string);
}

/** In the order of Aliyun's own tools. */
const SOURCES: readonly NamedSource[] = [
  { name: 'environment variables', source: environmentSource, absent: missingVariables },
  { name: 'OIDC role', source: oidcSource, absent: 'not set' },
  { name: '~/.aliyun/config.json', source: cliProfileSource, absent: 'not found' },
  { name: 'credentials file', source: credentialsFileSource, absent: 'not found' },
  { name: 'ECS role', source: ecsRoleSource, absent: 'no metadata service or role' },
  { name: 'credentials URI', source: credentialsUriSource, absent: 'not set' },
];

/**
 * The first configured source, and from then on only that one. If a configured source fails, that is an
 * error, and the next call tries it again: another source would be another identity, with other
 * permissions and perhaps another account to bill. Order and variable names are those of
 * `@alicloud/credentials` 2.4.7, which would go on to the next source.
 */
export function defaultChain(): CredentialSource {
  let chosen: NamedSource | undefined;
  return async (context) => {
    if (chosen !== undefined) {
      return (await ask(chosen, context)) ?? gone(chosen, context);
    }
    for (const candidate of SOURCES) {
      const found = await ask(candidate, context);
      if (found !== undefined) {
        chosen = candidate;
        return found;
      }
    }
    const reasons = SOURCES.map((source) => `${source.name}: ${absence(source, context)}`);
    throw credentialsError(`No Aliyun credentials were found (${reasons.join('; ')}).`);
  };
}

async function ask(
  { name, source }: NamedSource,
  context: CredentialContext,
): Promise<ExpiringCredentials | undefined> {
  try {
    const found = await source(context);
    return found && { ...found, source: name };
  } catch (error) {
    if (!(error instanceof AliyunSmsCredentialsError)) {
      throw error;
    }
    const { message, outcome, apiCode } = error;
    const options = { outcome, apiCode, credentialsSource: name };
    throw new AliyunSmsCredentialsError(`${name}: ${message}`, options);
  }
}

const absence = ({ absent }: NamedSource, context: CredentialContext): string =>
  typeof absent === 'string' ? absent : absent(context);

function gone(source: NamedSource, context: CredentialContext): never {
  const { name } = source;
  const reason = absence(source, context);
  const message = `${name}: no longer provides the key that it provided before (${reason}).`;
  throw new AliyunSmsCredentialsError(message, { outcome: 'not-sent', credentialsSource: name });
}
