import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { CredentialsProvider } from './credentials.ts';
import type { CredentialContext, CredentialSource } from './credentials/credential-source.ts';
import { createNodeTransport } from './node-transport.ts';

/** For tests; the defaults are this process's own. */
export type CredentialOptions = Partial<CredentialContext>;

/**
 * Aliyun's default chain: environment variables, OIDC role (RRSA), `~/.aliyun/config.json`,
 * credentials file, ECS role, credentials URI. The first configured one is used: if it fails, the call
 * fails and names it, and no other identity takes its place. The key's `source` says which it was.
 * Without options all callers in the process share one chain and the keys it has fetched. Each
 * provider's code is loaded on first use.
 * Source: https://help.aliyun.com/zh/sdk/developer-reference/v2-manage-node-js-access-credentials
 */
export function defaultCredentials(options?: CredentialOptions): CredentialsProvider {
  return options === undefined ? (sharedChain ??= chain({})) : chain(options);
}

let sharedChain: CredentialsProvider | undefined;

function chain(options: CredentialOptions): CredentialsProvider {
  return lazily(
    async () => (await import('./credentials/default-chain.ts')).defaultChain(),
    options,
  );
}

/** `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, `ALIBABA_CLOUD_SECURITY_TOKEN`. */
export function environmentCredentials(options?: CredentialOptions): CredentialsProvider {
  return lazily(
    async () => (await import('./credentials/environment.ts')).environmentSource,
    options,
    'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are not set.',
  );
}

/** A profile of `~/.aliyun/config.json`; by default the current one. */
export function profileCredentials(
  name?: string,
  options?: CredentialOptions,
): CredentialsProvider {
  return lazily(
    async () => {
      const { cliProfile } = await import('./credentials/profile.ts');
      return (context) => cliProfile(name, context);
    },
    options,
    `There is no ~/.aliyun/config.json${name === undefined ? '' : `, so no profile "${name}"`}.`,
  );
}

/** The RAM role of an ECS instance; by default the one attached to it. */
export function ecsRoleCredentials(
  roleName?: string,
  options?: CredentialOptions,
): CredentialsProvider {
  return lazily(async () => {
    const { ecsRole } = await import('./credentials/ecs-role.ts');
    return (context) => ecsRole(roleName, context);
  }, options);
}

/** The role of a Kubernetes service account (RRSA), from its environment variables. */
export function oidcRoleCredentials(options?: CredentialOptions): CredentialsProvider {
  return lazily(
    async () => (await import('./credentials/sts.ts')).oidcSource,
    options,
    'ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE are not all set.',
  );
}

/** The service that `ALIBABA_CLOUD_CREDENTIALS_URI` names. */
export function uriCredentials(options?: CredentialOptions): CredentialsProvider {
  return lazily(
    async () => (await import('./credentials/credentials-uri.ts')).credentialsUriSource,
    options,
    'ALIBABA_CLOUD_CREDENTIALS_URI is not set.',
  );
}

/** `absent`: the message if the source is not configured. */
function lazily(
  load: () => Promise<CredentialSource>,
  options: CredentialOptions = {},
  absent?: string,
): CredentialsProvider {
  let provider: Promise<CredentialsProvider> | undefined;
  const start = async () => {
    const { refreshing } = await import('./credentials/refreshing.ts');
    return refreshing(await load(), { ...ownContext(), ...options }, absent);
  };
  return async (request) => (await (provider ??= start()))(request);
}

function ownContext(): CredentialContext {
  return {
    environment: process.env,
    home: homedir(),
    transport: createNodeTransport(),
    now: Date.now,
    nonce: randomUUID,
    metadataEndpoint: 'http://100.100.100.200',
  };
}
