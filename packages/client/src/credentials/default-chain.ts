import { AliyunSmsCredentialsError } from '../errors.ts';
import {
  credentialsError,
  type CredentialContext,
  type CredentialSource,
  type ExpiringCredentials,
} from './credential-source.ts';
import { credentialsUriSource } from './credentials-uri.ts';
import { ecsRoleSource } from './ecs-role.ts';
import { environmentSource } from './environment.ts';
import { cliProfileSource, credentialsFileSource } from './profile.ts';
import { oidcSource } from './sts.ts';

/** In the order of Aliyun's own tools; the names are for error messages. */
const SOURCES: readonly (readonly [string, CredentialSource])[] = [
  ['environment variables', environmentSource],
  ['OIDC role', oidcSource],
  ['~/.aliyun/config.json', cliProfileSource],
  ['credentials file', credentialsFileSource],
  ['ECS role', ecsRoleSource],
  ['credentials URI', credentialsUriSource],
];

/**
 * The first source that works, and from then on only that one. Order and variable names are those of
 * `@alicloud/credentials` 2.4.7.
 */
export function defaultChain(): CredentialSource {
  let chosen: CredentialSource | undefined;
  return async (context) => {
    if (chosen !== undefined) {
      return chosen(context);
    }
    const reasons: string[] = [];
    for (const [name, source] of SOURCES) {
      const found = await trySource(source, context);
      if (found instanceof AliyunSmsCredentialsError) {
        reasons.push(`${name}: ${found.message}`);
      } else if (found !== undefined) {
        chosen = source;
        return found;
      } else {
        reasons.push(`${name}: not set.`);
      }
    }
    throw credentialsError(`No Aliyun credentials were found. ${reasons.join(' ')}`);
  };
}

async function trySource(
  source: CredentialSource,
  context: CredentialContext,
): Promise<ExpiringCredentials | AliyunSmsCredentialsError | undefined> {
  try {
    return await source(context);
  } catch (error) {
    if (error instanceof AliyunSmsCredentialsError) {
      return error;
    }
    throw error;
  }
}
