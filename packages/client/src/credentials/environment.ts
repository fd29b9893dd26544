import type { CredentialSource } from './credential-source.ts';

/** `ALIBABA_CLOUD_ACCESS_KEY_ID`, `…_SECRET`, and `ALIBABA_CLOUD_SECURITY_TOKEN` if set. */
export const environmentSource: CredentialSource = async ({ environment }) => {
  const accessKeyId = environment['ALIBABA_CLOUD_ACCESS_KEY_ID'];
  const accessKeySecret = environment['ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
  const securityToken = environment['ALIBABA_CLOUD_SECURITY_TOKEN'];
  return accessKeyId && accessKeySecret
    ? { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) }
    : undefined;
};
