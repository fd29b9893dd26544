/** An access key, with the token that goes with a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Only with temporary (STS) credentials. */
  readonly securityToken?: string | undefined;
  /** Where the default chain found the key: `OIDC role`; errors name it. */
  readonly source?: string | undefined;
}

/**
 * Returns the current credentials; called once per API call.
 *
 * `refresh` means that Aliyun rejected the token as expired: do not return cached credentials then.
 */
export type CredentialsProvider = (request?: {
  readonly refresh?: boolean;
}) => Promise<Credentials>;

/**
 * The part of a key that cannot be valid, because it is empty or has a space, a line break or another
 * character that no key has; usually a copying mistake.
 */
export function malformedPart({
  accessKeyId,
  accessKeySecret,
  securityToken,
}: Credentials): 'accessKeyId' | 'accessKeySecret' | 'securityToken' | undefined {
  if (!VISIBLE_ASCII.test(accessKeyId)) {
    return 'accessKeyId';
  }
  if (!VISIBLE_ASCII.test(accessKeySecret)) {
    return 'accessKeySecret';
  }
  return securityToken === undefined || VISIBLE_ASCII.test(securityToken)
    ? undefined
    : 'securityToken';
}

const VISIBLE_ASCII = /^[\x21-\x7e]+$/;
