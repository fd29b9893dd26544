import type { CredentialContext, CredentialSource } from './credential-source.ts';

/** `ALIBABA_CLOUD_ACCESS_KEY_ID`, `…_SECRET`, and `ALIBABA_CLOUD_SECURITY_TOKEN` if set. */
export const environmentSource: CredentialSource = async ({ environment }) => {
  const accessKeyId = environment['ALIBABA_CLOUD_ACCESS_KEY_ID'];
  const accessKeySecret = environment['ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
  const securityToken = environment['ALIBABA_CLOUD_SECURITY_TOKEN'];
  return accessKeyId && accessKeySecret
    ? { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) }
    : undefined;
};

/** With half a key set, names the other half: otherwise nobody would look there. */
export function missingVariables({ environment }: CredentialContext): string {
  const names = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
  const missing = names.filter((name) => !environment[name]);
  return missing.length === 1 ? `${missing.join('')} is not set` : 'not set';
}
