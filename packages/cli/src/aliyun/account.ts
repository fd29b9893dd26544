import { homedir } from 'node:os';
import {
  AliyunSmsCredentialsError,
  createSmsClient,
  ENDPOINTS,
  SITES,
  defaultCredentials,
  profileCredentials,
  type Credentials,
  type CredentialsProvider,
  type Site,
  type SmsClient,
} from 'aliyun-sms-client';
import { endpointProblem, type ChannelSettings } from 'aliyun-sms-sender';
import type { Context } from '../command.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import type { Words } from '../language.ts';
import { findSettings, isLoopback, namesKey } from '../settings/find-settings.ts';
import type { FoundSettings } from '../settings/find-settings.ts';
import { SETTINGS_FILE } from '../logto/settings-file.ts';
import { readSecret } from '../secret.ts';

/** The sandbox's own key: used if the endpoint is on this machine and no key is named. */
const SANDBOX_KEY: Credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

/** A client whose key has not been resolved yet. */
export interface Connection {
  readonly client: SmsClient;
  readonly credentials: CredentialsProvider;
  /** Where the key comes from; undefined for the default chain, which says so together with the key. */
  readonly source: Words | undefined;
  /** Where calls go; undefined means Aliyun's own hosts. */
  readonly endpoint: string | undefined;
  /** The same for display, never empty. */
  readonly host: string;
}

/** What connector settings say about the account. */
export interface AccountSettings {
  readonly site?: Site | undefined;
  readonly credentials?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly accessKeySecret?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Where they are from: a file, or Logto. */
  readonly place?: string | undefined;
}

export interface Account extends Connection {
  readonly accessKeyId: string;
  readonly source: Words;
}

/** Opens the account named by the flags, else by `--settings`, the environment, the settings in the
 *  current folder, the profile; and prints which one it is. */
export async function openAccount(context: Context, settings?: AccountSettings): Promise<Account> {
  const account = await reachAccount(context, settings ?? (await accountInUse(context)));
  announce(context, account);
  return account;
}

/** What the settings in use say about the account; empty without settings. */
export async function accountInUse(context: Context): Promise<AccountSettings> {
  const found = await findSettings(context);
  return found ? accountIn(found) : {};
}

/** Reads the raw settings, so that an account can be used before they are complete. */
export function accountIn({ stored, file }: FoundSettings): AccountSettings {
  const text = (name: string) => {
    const value = stored[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const endpoint = text('endpoint');
  return {
    site: SITES.find((site) => site === stored['site']),
    credentials: text('credentials'),
    accessKeyId: text('accessKeyId'),
    accessKeySecret: text('accessKeySecret'),
    endpoint: endpoint === 'default' ? undefined : endpoint,
    place: file,
  };
}

const announced = new WeakMap<Context, Set<string>>();

/** So that nobody used to the sandbox uses a production key without noticing. */
function announce(context: Context, { accessKeyId, source, host }: Account): void {
  const { output } = context;
  const line = output.text({
    en: `Key ${accessKeyId} (${source.en}) at ${host}`,
    zh: `密钥 ${accessKeyId}（${source.zh}），接入地址 ${host}`,
  });
  const before = announced.get(context) ?? new Set();
  if (before.has(line)) return;
  announced.set(context, before.add(line));
  if (output.json) output.note(line);
  else output.print(output.paint('dim', line));
}

async function reachAccount(context: Context, settings: AccountSettings): Promise<Account> {
  const connection = await connect(context, settings);
  // Resolved first: without a key, no command can go on.
  const { accessKeyId, source = 'environment' } = await connection.credentials().catch(noKey);
  return { ...connection, accessKeyId, source: connection.source ?? placeInChain(source) };
}

/** The sources in Aliyun's default chain. */
const CHAIN_IN_CHINESE: Readonly<Record<string, string>> = {
  'environment variables': '环境变量',
  'OIDC role': 'OIDC 角色',
  'credentials file': '凭证文件',
  'ECS role': 'ECS 实例角色',
  'credentials URI': '凭证 URI',
};

export const placeInChain = (name: string): Words => ({
  en: name,
  zh: CHAIN_IN_CHINESE[name] ?? name,
});

/** The account of one channel, unless a flag names another; `place` is where the settings are from. */
export const openChannel = (
  context: Context,
  channel: ChannelSettings,
  place?: string,
): Promise<Account> =>
  openAccount(context, { ...accountSettings(context, channel), ...(place && { place }) });

/** The same for a command that reports the source of the key itself. */
export const reachChannel = (
  context: Context,
  channel: ChannelSettings,
  place: string,
): Promise<Account> => reachAccount(context, { ...accountSettings(context, channel), place });

/** The same without resolving the key, for a channel that may not be needed. */
export const connectChannel = (context: Context, channel: ChannelSettings): Promise<Connection> =>
  connect(context, accountSettings(context, channel));

function accountSettings(
  { options }: Context,
  { site, endpoint, credentials }: ChannelSettings,
): AccountSettings {
  const place = options.text('settings') ?? SETTINGS_FILE;
  return credentials.kind === 'environment'
    ? { site, endpoint, place, credentials: 'environment' }
    : { site, endpoint, place, ...credentials };
}

async function connect(context: Context, settings: AccountSettings): Promise<Connection> {
  const endpoint = endpointOf(context, settings);
  const { credentials, source } = await findCredentials(context, endpoint, settings);
  const site = siteOf(context, settings);
  // The client knows each product's host in China; accounts of the international site use another.
  const other = site === 'international' ? ENDPOINTS.international : undefined;
  const client = createSmsClient({ credentials, endpoint: endpoint ?? other });
  return { client, credentials, source, endpoint, host: endpoint ?? ENDPOINTS[site] };
}

/** From the flag, else the settings, else China. */
export const siteOf = ({ options }: Context, settings: AccountSettings = {}): Site =>
  SITES.find((site) => site === options.text('site')) ?? settings.site ?? 'china';

function noKey(error: unknown): never {
  if (!(error instanceof AliyunSmsCredentialsError)) throw error;
  throw new CommandFailure(
    {
      en: `${error.message} Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, pass --profile or --access-key-id, or use the settings that "init" has written: run this in their folder, or name the file with --settings.`,
      zh: `没有找到可用的访问密钥。请设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET，传入 --profile 或 --access-key-id，或使用 init 写入的设置文件：在其所在目录中运行，或用 --settings 指定。详情：${error.message}`,
    },
    { cause: error },
  );
}

type Found = Pick<Connection, 'credentials' | 'source'>;

/** The flags, then the settings, then Aliyun's default chain of variables, profile, role and service. */
async function findCredentials(
  context: Context,
  endpoint: string | undefined,
  settings: AccountSettings,
): Promise<Found> {
  const { environment } = context.terminal;
  const places = { environment, home: environment['HOME'] ?? homedir() };
  const { accessKeyId, accessKeySecret, place } = settings;
  if (namesKey(context)) return namedKey(context, places);
  if (settings.credentials !== 'environment' && accessKeyId && accessKeySecret) {
    return fixed(
      { accessKeyId, accessKeySecret },
      place === undefined ? TYPED : { en: place, zh: place },
    );
  }
  const isSandbox = endpoint !== undefined && isLoopback(endpoint);
  if (isSandbox && !environment['ALIBABA_CLOUD_ACCESS_KEY_ID']) {
    return fixed(SANDBOX_KEY, { en: 'the sandbox', zh: '沙箱' });
  }
  return { credentials: defaultCredentials(places), source: undefined };
}

const TYPED: Words = { en: 'as typed', zh: '手动输入' };

const fixed = (key: Credentials, source: Words): Found => ({
  credentials: () => Promise.resolve(key),
  source,
});

/** Prompts for the secret once, even if several channels need it. */
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

/** The origin from the flag, else the settings. TLS is required: numbers and codes travel over it. */
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
