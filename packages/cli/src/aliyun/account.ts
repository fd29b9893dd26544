import { createSmsClient, type Credentials, type SmsClient } from 'aliyun-sms-client';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';
import { readSecret } from '../secret.ts';

/** The sandbox's own key: used where an endpoint on this machine is named and no key is. */
const SANDBOX_KEY: Credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

export interface Account {
  readonly client: SmsClient;
  readonly accessKeyId: string;
  /** Where calls go; nothing means Aliyun's own hosts. */
  readonly endpoint: string | undefined;
}

/** Opens the account that the options and the environment name. */
export async function openAccount(context: Context): Promise<Account> {
  const endpoint = endpointOf(context);
  const credentials = await findCredentials(context, endpoint);
  const client = createSmsClient({ credentials, endpoint });
  return { client, accessKeyId: credentials.accessKeyId, endpoint };
}

/**
 * In the order of Aliyun's own tools: the flag with a secret that is read, then the variables, then
 * the profile of its command line.
 */
async function findCredentials(
  context: Context,
  endpoint: string | undefined,
): Promise<Credentials> {
  const { options, terminal } = context;
  const {
    ALIBABA_CLOUD_ACCESS_KEY_ID: idVariable,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secretVariable,
    ALIBABA_CLOUD_SECURITY_TOKEN: securityToken,
  } = terminal.environment;
  const idFlag = options.text('accessKeyId');
  if (idFlag !== undefined) {
    const accessKeySecret = await readSecret(context, {
      variable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      question: { en: `Secret of ${idFlag}`, zh: `${idFlag} 的密钥` },
    });
    return { accessKeyId: idFlag, accessKeySecret };
  }
  if (idVariable && secretVariable) {
    return { accessKeyId: idVariable, accessKeySecret: secretVariable, securityToken };
  }
  if (endpoint !== undefined && isLoopback(endpoint)) return SANDBOX_KEY;
  throw usageFailure({
    en: 'No access key found. Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, name a --profile, or pass --access-key-id.',
    zh: '没有找到访问密钥。请设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET，或用 --profile 指定配置，或传入 --access-key-id。',
  });
}

function endpointOf({ options }: Context): string | undefined {
  const text = options.text('endpoint');
  if (text === undefined) return undefined;
  if (URL.canParse(text)) {
    const { origin, protocol } = new URL(text);
    if (protocol === 'https:' || protocol === 'http:') return origin;
  }
  throw usageFailure({
    en: `--endpoint takes an address such as http://127.0.0.1:4086, not "${text}".`,
    zh: `--endpoint 需要 http://127.0.0.1:4086 这样的地址，而不是“${text}”。`,
  });
}

const isLoopback = (endpoint: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
