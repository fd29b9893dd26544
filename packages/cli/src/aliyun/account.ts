import { homedir } from 'node:os';
import {
  AliyunSmsCredentialsError,
  createSmsClient,
  ENDPOINTS,
  defaultCredentials,
  profileCredentials,
  type Credentials,
  type CredentialsProvider,
  type SmsClient,
} from 'aliyun-sms-client';
import { endpointProblem, type ChannelSettings } from 'aliyun-sms-sender';
import type { Context } from '../command.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import type { Localized } from '../language.ts';
import { readSecret } from '../secret.ts';

export const SITES = ['china', 'international'] as const;
export type Site = (typeof SITES)[number];

/** The sandbox's own key: used where an endpoint on this machine is named and no key is. */
const SANDBOX_KEY: Credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** A way to Aliyun whose key nobody has asked for yet. */
export interface Connection {
  readonly client: SmsClient;
  readonly credentials: CredentialsProvider;
  /** Where the key comes from; the default chain tells it with the key itself. */
  readonly source: Localized | undefined;
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

export interface Account extends Connection {
  readonly accessKeyId: string;
  readonly source: Localized;
}

/** Opens the account that the options name, else the settings, else the environment. */
export async function openAccount(
  context: Context,
  settings: AccountSettings = {},
): Promise<Account> {
  const connection = await connect(context, settings);
  // Asked at once: without a key, that is what to say, whatever the command.
  const { accessKeyId, source = 'environment' } = await connection.credentials().catch(noKey);
  return { ...connection, accessKeyId, source: connection.source ?? { en: source, zh: source } };
}

/** The account of one channel, as far as no flag names another. */
export const openChannel = (context: Context, channel: ChannelSettings): Promise<Account> =>
  openAccount(context, accountSettings(channel));

/** The same for a channel that may not be needed: its key is not asked for. */
export const connectChannel = (context: Context, channel: ChannelSettings): Promise<Connection> =>
  connect(context, accountSettings(channel));

function accountSettings({ site, endpoint, credentials }: ChannelSettings): AccountSettings {
  return credentials.kind === 'environment'
    ? { site, endpoint, credentials: 'environment' }
    : { site, endpoint, ...credentials };
}

async function connect(context: Context, settings: AccountSettings): Promise<Connection> {
  const endpoint = endpointOf(context, settings);
  const { credentials, source } = await findCredentials(context, endpoint, settings);
  // Elsewhere each product's own host is right; accounts of the international site live on another.
  const host = siteOf(context, settings) === 'international' ? ENDPOINTS.international : undefined;
  const client = createSmsClient({ credentials, endpoint: endpoint ?? host });
  return { client, credentials, source, endpoint };
}

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

type Found = Pick<Connection, 'credentials' | 'source'>;

/** In the order of Aliyun's own tools: what the flags name, then its default chain of variables,
 *  profile, role and service. */
async function findCredentials(
  context: Context,
  endpoint: string | undefined,
  settings: AccountSettings,
): Promise<Found> {
  const { environment } = context.terminal;
  const places = { environment, home: environment['HOME'] ?? homedir() };
  const { accessKeyId, accessKeySecret } = settings;
  if (namesKey(context)) return namedKey(context, places);
  if (settings.credentials !== 'environment' && accessKeyId && accessKeySecret) {
    return fixed({ accessKeyId, accessKeySecret }, { en: 'the settings', zh: '设置' });
  }
  const isSandbox = endpoint !== undefined && isLoopback(endpoint);
  if (isSandbox && !environment['ALIBABA_CLOUD_ACCESS_KEY_ID']) {
    return fixed(SANDBOX_KEY, { en: 'the sandbox', zh: '沙箱' });
  }
  return { credentials: defaultCredentials(places), source: undefined };
}

/** Whether the flags name a key, whatever the settings say. */
export const namesKey = ({ options }: Context): boolean =>
  options.text('accessKeyId') !== undefined || options.text('profile') !== undefined;

const fixed = (key: Credentials, source: Localized): Found => ({
  credentials: () => Promise.resolve(key),
  source,
});

/** The secret is asked for once, also where several channels need it. */
const asked = new WeakMap<Context, Promise<Found>>();

function namedKey(
  context: Context,
  places: Parameters<typeof profileCredentials>[1],
): Promise<Found> {
  const found = asked.get(context) ?? askForKey(context, places);
  asked.set(context, found);
  return found;
}

async function askForKey(
  context: Context,
  places: Parameters<typeof profileCredentials>[1],
): Promise<Found> {
  const accessKeyId = context.options.text('accessKeyId');
  if (accessKeyId === undefined) {
    const profile = context.options.text('profile') ?? '';
    const source = { en: `profile ${profile}`, zh: `配置 ${profile}` };
    return { credentials: profileCredentials(profile, places), source };
  }
  const accessKeySecret = await readSecret(context, {
    variable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    question: { en: `Secret of ${accessKeyId}`, zh: `${accessKeyId} 的密钥` },
  });
  const source = { en: '--access-key-id', zh: '--access-key-id' };
  return fixed({ accessKeyId, accessKeySecret }, source);
}

/** The origin of the flag, else of the settings. Without TLS, number and code could be read on the way. */
export function endpointOf(
  { options }: Context,
  settings: AccountSettings = {},
): string | undefined {
  const text = options.text('endpoint') ?? settings.endpoint;
  if (text === undefined) return undefined;
  const problem = endpointProblem(text);
  if (problem === undefined) return new URL(text).origin;
  throw usageFailure({
    en: `--endpoint ${problem.en}, not "${text}". The sandbox is at http://127.0.0.1:4086.`,
    zh: `--endpoint ${problem.zh}，而不是“${text}”。沙箱的地址是 http://127.0.0.1:4086。`,
  });
}

const isLoopback = (endpoint: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
