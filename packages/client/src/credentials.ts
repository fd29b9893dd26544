/** An access key, with the token that goes with a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of temporary (STS) credentials. */
  readonly securityToken?: string | undefined;
}

/**
 * Gives the credentials of the moment; asked once for each call.
 *
 * `refresh` says that Aliyun called the token expired: remembered credentials are no answer then.
 */
export type CredentialsProvider = (request?: {
  readonly refresh?: boolean;
}) => Promise<Credentials>;
