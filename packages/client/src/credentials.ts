/** An access key, with the token that goes with a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of temporary (STS) credentials. */
  readonly securityToken?: string | undefined;
  /** Where the default chain found the key: `OIDC role`; errors name it. */
  readonly source?: string | undefined;
}

/**
 * Gives the credentials of the moment; asked once for each call.
 *
 * `refresh` says that Aliyun called the token expired: remembered credentials are no answer then.
 */
export type CredentialsProvider = (request?: {
  readonly refresh?: boolean;
}) => Promise<Credentials>;

/**
 * The part of a key that cannot be right, because it is empty or has a blank, a line break or another
 * character that no key has; mostly a slip in copying.
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
