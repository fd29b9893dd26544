import { z } from 'zod';
import { readAtMost } from '../capped-body.ts';
import { CommandFailure } from '../failure.ts';
import { auditEntry, type AuditEntry } from './audit-entry.ts';
import { refusal } from './refusal.ts';

/** A Logto and the machine-to-machine app that may manage it. */
export interface LogtoAccess {
  /** Origin of Logto, `https://auth.example.com`. */
  readonly endpoint: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Default: the Management API of the Logto Cloud tenant at `endpoint`, else of a self-hosted Logto. */
  readonly resource?: string | undefined;
}

/** Logto's resource indicator of the Management API on its default tenant. */
const DEFAULT_RESOURCE = 'https://default.logto.app/api';

/** A tenant of Logto Cloud without a custom domain. */
const CLOUD_TENANT = /^https:\/\/[a-z\d]+\.logto\.app$/;

const resourceOf = ({ endpoint, resource }: LogtoAccess): string =>
  resource ?? (CLOUD_TENANT.test(endpoint) ? `${endpoint}/api` : DEFAULT_RESOURCE);

const connector = z.object({
  /** Of this instance. */
  id: z.string(),
  /** Of its factory: `aliyun-sms`. */
  connectorId: z.string(),
  type: z.string(),
  config: z.record(z.string(), z.unknown()).default({}),
});
export type LogtoConnector = z.infer<typeof connector>;

const connectorFactory = z.object({
  id: z.string(),
  type: z.string(),
  /** The fields of its form in Console. */
  formItems: z
    .array(z.object({ key: z.string(), defaultValue: z.unknown().optional() }))
    .optional(),
});
export type ConnectorFactory = z.infer<typeof connectorFactory>;

const signInMethod = z.looseObject({
  identifier: z.string(),
  password: z.boolean(),
  verificationCode: z.boolean(),
  isPasswordPrimary: z.boolean(),
});
const signInExperience = z.object({
  signUp: z.looseObject({
    identifiers: z.array(z.string()),
    password: z.boolean(),
    verify: z.boolean(),
  }),
  signIn: z.looseObject({ methods: z.array(signInMethod) }),
  signInMode: z.string().optional(),
  mfa: z.looseObject({ factors: z.array(z.string()) }).optional(),
});
export type SignInExperience = z.infer<typeof signInExperience>;

const webhook = z.object({
  id: z.string(),
  name: z.string(),
  events: z.array(z.string()),
  /** URL and headers; Logto replaces it as a whole. */
  config: z.looseObject({ url: z.string() }),
  enabled: z.boolean(),
  /** With which the gateway verifies, in clear text. */
  signingKey: z.string(),
  /** Deliveries of the last 24 hours, without test events. */
  executionStats: z.object({ successCount: z.number(), requestCount: z.number() }).optional(),
});
export type Webhook = z.infer<typeof webhook>;
type WebhookChange = Partial<Pick<Webhook, 'name' | 'events' | 'config' | 'enabled'>>;

export interface ManagementApi {
  connectorFactories(): Promise<readonly ConnectorFactory[]>;
  connectors(): Promise<readonly LogtoConnector[]>;
  createConnector(connectorId: string, config: object): Promise<LogtoConnector>;
  updateConnector(id: string, config: object): Promise<LogtoConnector>;
  /** Console's "Send": `phone` is digits only. */
  testConnector(factoryId: string, phone: string, config: object): Promise<void>;
  signInExperience(): Promise<SignInExperience>;
  updateSignInExperience(change: SignInExperience): Promise<SignInExperience>;
  webhooks(): Promise<readonly Webhook[]>;
  createWebhook(webhook: Pick<Webhook, 'name' | 'events' | 'config'>): Promise<Webhook>;
  updateWebhook(id: string, change: WebhookChange): Promise<Webhook>;
  /** Console's "Send test payload": Logto posts an event about a made-up user. */
  testWebhook(webhook: Webhook): Promise<void>;
  /** One page of the audit log, newest first. */
  auditLog(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** Whether an account has this number, in digits as Logto stores it. */
  hasUser(phone: string): Promise<boolean>;
}

interface AuditQuery {
  readonly logKey: string;
  /** Milliseconds since 1970, both included. Ignored by Logto before 1.42. */
  readonly from: number;
  readonly until: number;
  /** From 1. */
  readonly page: number;
}

/** Largest page that Logto returns. */
export const AUDIT_PAGE = 100;

/** The parts of Logto's Management API that the commands need. One token serves one command. */
export function createManagementApi(access: LogtoAccess): ManagementApi {
  let token: Promise<string> | undefined;
  const call = async <T>(method: string, path: string, shape: z.ZodType<T>, body?: object) => {
    token ??= fetchToken(access);
    const response = await reach(access, `/api${path}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return parsed(response, shape);
  };
  const id = encodeURIComponent;
  return {
    connectorFactories: () => call('GET', '/connector-factories', z.array(connectorFactory)),
    connectors: () => call('GET', '/connectors', z.array(connector)),
    createConnector: (connectorId, config) =>
      call('POST', '/connectors', connector, { connectorId, config }),
    updateConnector: (name, config) =>
      call('PATCH', `/connectors/${id(name)}`, connector, { config }),
    async testConnector(factoryId, phone, config) {
      await call('POST', `/connectors/${id(factoryId)}/test`, z.unknown(), { phone, config });
    },
    signInExperience: () => call('GET', '/sign-in-exp', signInExperience),
    updateSignInExperience: (change) => call('PATCH', '/sign-in-exp', signInExperience, change),
    webhooks: () => call('GET', '/hooks?includeExecutionStats=true', z.array(webhook)),
    createWebhook: (created) => call('POST', '/hooks', webhook, created),
    updateWebhook: (name, change) => call('PATCH', `/hooks/${id(name)}`, webhook, change),
    async testWebhook({ id: name, events, config }) {
      await call('POST', `/hooks/${id(name)}/test`, z.unknown(), { events, config });
    },
    auditLog: ({ logKey, from, until, page }) =>
      call(
        'GET',
        `/logs?${query({
          logKey,
          start_time: from,
          end_time: until,
          page,
          page_size: AUDIT_PAGE,
          // Otherwise Logto counts the whole log for each page.
          enableCap: true,
        })}`,
        z.array(auditEntry),
      ),
    async hasUser(phone) {
      const exact = { 'search.primaryPhone': phone, 'mode.primaryPhone': 'exact', page_size: 1 };
      return (await call('GET', `/users?${query(exact)}`, z.array(z.unknown()))).length > 0;
    },
  };
}

const query = (values: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

async function fetchToken(access: LogtoAccess): Promise<string> {
  const { appId, appSecret } = access;
  const resource = resourceOf(access);
  const response = await reach(access, '/oidc/token', {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(appId)}:${encodeURIComponent(appSecret)}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope: 'all' }),
  });
  if (!response.ok) {
    if (await isAdminPort(access)) throw new CommandFailure(ADMIN_PORT);
    throw new CommandFailure({
      en: `Logto issued no token (HTTP ${response.status}). Check the app id and secret, that the app is machine-to-machine, and that ${resource} is the Management API's identifier.`,
      zh: `Logto 没有发放令牌（HTTP ${response.status}）。请检查应用 ID 与密钥、应用是否为机器对机器类型，以及 ${resource} 是否为 Management API 的标识。`,
    });
  }
  const { access_token: token } = await parsed(response, z.object({ access_token: z.string() }));
  return token;
}

const ADMIN_PORT = {
  en: 'This is Logto’s admin endpoint, which serves Console and its own tenant. Use the endpoint of Logto’s core (ENDPOINT, usually port 3001).',
  zh: '这是 Logto 的管理地址（用于控制台及其自身租户）。请填写 Logto 核心服务的地址（ENDPOINT，通常为 3001 端口）。',
};

/** Every endpoint of Logto tells anybody which tenant it serves. */
async function isAdminPort(access: LogtoAccess): Promise<boolean> {
  const response = await reach(access, '/api/.well-known/sign-in-exp', {});
  const read = z.object({ tenantId: z.literal('admin') }).safeParse(await jsonOf(response));
  return read.success;
}

/** Longest wait for one response, in milliseconds. A connector test includes a whole send. */
const TIMEOUT = 30_000;

async function reach(
  { endpoint }: LogtoAccess,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const { host } = new URL(endpoint);
  let response: Response;
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    response = await fetch(new URL(path, endpoint), { ...init, redirect: 'manual', signal });
  } catch (error) {
    throw new CommandFailure(
      {
        en: `Logto at ${host} could not be reached. Check the address, and that Logto is running.`,
        zh: `无法连接 ${host} 上的 Logto。请检查地址以及 Logto 是否在运行。`,
      },
      { cause: error },
    );
  }
  // Not followed: the token would go to a host that the user did not name.
  if (response.status >= 300 && response.status < 400) {
    const target = originIn(response.headers.get('location'), endpoint);
    throw new CommandFailure({
      en: `${host} redirects to ${target}. If that is your Logto, pass it with --logto or LOGTO_ENDPOINT.`,
      zh: `${host} 会跳转到 ${target}。如果那就是您的 Logto，请用 --logto 或 LOGTO_ENDPOINT 指定该地址。`,
    });
  }
  return response;
}

function originIn(location: string | null, base: string): string {
  return location !== null && URL.canParse(location, base) ? new URL(location, base).origin : '?';
}

async function parsed<T>(response: Response, shape: z.ZodType<T>): Promise<T> {
  const body = await jsonOf(response);
  if (!response.ok) throw refusal(response.status, body);
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  throw new CommandFailure({
    en: `Logto's response has an unexpected format (HTTP ${response.status}). Check that the address is that of Logto's core, not of its Console.`,
    zh: `Logto 的响应格式不符合预期（HTTP ${response.status}）。请确认该地址是 Logto 核心服务的地址，而不是控制台的地址。`,
  });
}

/** Largest response that is read, in bytes. The list of factories includes every logo and README. */
const MAX_RESPONSE = 16 * 1024 * 1024;

async function jsonOf(response: Response): Promise<unknown> {
  try {
    const body = await readAtMost(response.body, MAX_RESPONSE);
    return body && JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
