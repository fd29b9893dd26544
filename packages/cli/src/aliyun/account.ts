import { homedir } from 'node:os';
import {
  AliyunSmsCredentialsError,
  createSmsClient,
  defaultCredentials,
  profileCredentials,
  type Credentials,
  type CredentialsProvider,
  type SmsClient,
} from 'aliyun-sms-client';
import type { Context } from '../command.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import { isSafeAddress, needsTls } from '../plain-http.ts';
import { readSecret } from '../secret.ts';
import { publicHost, SITES, type Site } from './channels.ts';

/** The sandbox's own key: used where an endpoint on this machine is named and no key is. */
const SANDBOX_KEY: Credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

export interface Account {
  readonly client: SmsClient;
  readonly accessKeyId: string;
  readonly credentials: CredentialsProvider;
  /** Where calls go; nothing means Aliyun's own hosts. */
  readonly endpoint: string | undefined;
}

/** What connector settings say about the account. */
export interface AccountSettings {
  readonly site?: Site | undefined;
  readonly credentials?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly accessKeySecret?: string | undefined;
  readonly endpoint?: string | undefined;
}

/** Opens the account that the options name, else the settings, else the environment. */
export async function openAccount(
  context: Context,
  settings: AccountSettings = {},
): Promise<Account> {
  const endpoint = endpointOf(context, settings);
  const credentials = await findCredentials(context, endpoint, settings);
  // Asked at once: without a key, that is what to say, whatever the command.
  const { accessKeyId } = await credentials().catch(noKey);
  // Elsewhere each product's own host is right; accounts of the international site live on another.
  const host = siteOf(context, settings) === 'international' ? INTERNATIONAL_HOST : undefined;
  const client = createSmsClient({ credentials, endpoint: endpoint ?? host });
  return { client, credentials, accessKeyId, endpoint };
}

const INTERNATIONAL_HOST = publicHost('international', 'international');

/** Of the flag, else of the settings, else China. */
export const siteOf = ({ options }: Context, settings: AccountSettings = {}): Site =>
  SITES.find((site) => site === options.text('site')) ?? settings.site ?? 'china';

function noKey(error: unknown): never {
  if (!(error instanceof AliyunSmsCredentialsError)) throw error;
  throw new CommandFailure(
    {
      en: `${error.message} Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or pass --profile or --access-key-id.`,
      zh: `没有找到可用的访问密钥（${error.message}）。请设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET，或传入 --profile 或 --access-key-id。`,
    },
    { cause: error },
  );
}

/** In the order of Aliyun's own tools: what the flags name, then its default chain of variables,
 *  profile, role and service. A secret that had to be asked for is kept for this command alone. */
async function findCredentials(
  context: Context,
  endpoint: string | undefined,
  settings: AccountSettings,
): Promise<CredentialsProvider> {
  const { options, terminal } = context;
  const { environment } = terminal;
  const places = { environment, home: environment['HOME'] ?? homedir() };
  const accessKeyId = options.text('accessKeyId');
  const profile = options.text('profile');
  if (accessKeyId !== undefined) {
    const accessKeySecret = await readSecret(context, {
      variable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      question: { en: `Secret of ${accessKeyId}`, zh: `${accessKeyId} 的密钥` },
    });
    return () => Promise.resolve({ accessKeyId, accessKeySecret });
  }
  if (profile !== undefined) return profileCredentials(profile, places);
  const { accessKeyId: idInFile, accessKeySecret } = settings;
  if (settings.credentials !== 'environment' && idInFile && accessKeySecret) {
    return () => Promise.resolve({ accessKeyId: idInFile, accessKeySecret });
  }
  const isSandbox = endpoint !== undefined && isLoopback(endpoint);
  if (isSandbox && !environment['ALIBABA_CLOUD_ACCESS_KEY_ID']) {
    return () => Promise.resolve(SANDBOX_KEY);
  }
  return defaultCredentials(places);
}

/** The origin of the flag, else of the settings. */
export function endpointOf({ options }: Context, settings: AccountSettings): string | undefined {
  const text = options.text('endpoint') ?? settings.endpoint;
  if (text === undefined) return undefined;
  if (URL.canParse(text)) {
    const address = new URL(text);
    const { origin, protocol } = address;
    if (isSafeAddress(address)) return origin;
    if (protocol === 'http:') throw usageFailure(needsTls(origin, NUMBER_AND_CODE));
  }
  throw usageFailure({
    en: `--endpoint takes an address such as http://127.0.0.1:4086, not "${text}".`,
    zh: `--endpoint 需要 http://127.0.0.1:4086 这样的地址，而不是“${text}”。`,
  });
}

const NUMBER_AND_CODE = { en: 'number and code', zh: '号码和验证码' };

const isLoopback = (endpoint: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
