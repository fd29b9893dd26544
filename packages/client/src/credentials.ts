/** An access key, with the token that goes with a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of temporary (STS) credentials. */
  readonly securityToken?: string | undefined;
}

/** Gives the credentials of the moment; called once before each call to Aliyun. */
export type CredentialsProvider = () => Promise<Credentials>;
