import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { createSender, type Sender } from 'aliyun-sms-sender';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import { createGateway, type Gateway, type GatewayOptions } from '../gateway.ts';

export const TOKEN = 'a-token-of-more-than-24-characters';
export const WEBHOOK_KEY = 'the-signing-key-that-logto-made-up';
export const RECEIPTS_SECRET = 'a_path-that-nobody-can-guess';

export const ENVIRONMENT = {
  ALIYUN_SMS_GATEWAY_TOKEN: TOKEN,
  ALIYUN_SMS_GATEWAY_WEBHOOK_KEY: WEBHOOK_KEY,
  ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET: RECEIPTS_SECRET,
};

/** A sandbox for all tests of a file, reset before each. */
export async function useSandbox(): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ port: 0 });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    // No test may cross the end of a minute, because limits depend on it.
    sandbox.clock.freeze();
  });
  return sandbox;
}

/** The log lines of the current test, at every level. */
export function useLog(): readonly string[] {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    vi.stubEnv('ALIYUN_SMS_LOG', 'debug');
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  return lines;
}

/** A real sender with some methods replaced. */
export const senderWith = (own: Partial<Sender>): Sender => ({ ...createSender(), ...own });

/** A gateway that {@link closeGateways} closes. */
export function openGateway(options: GatewayOptions): Gateway {
  const gateway = createGateway({ environment: ENVIRONMENT, ...options });
  opened.push(gateway);
  return gateway;
}

const opened: Gateway[] = [];
export async function closeGateways(): Promise<void> {
  await Promise.all(opened.splice(0).map((gateway) => gateway.close()));
}

export const MOBILE = '8613800138000';

/** What Logto's HTTP SMS connector posts. */
export const posted = (more: object = {}) => ({
  to: MOBILE,
  type: 'SignIn',
  payload: { code: '042137', locale: 'en' },
  ip: '203.0.113.7',
  ...more,
});

export function post(
  gateway: Gateway,
  body: unknown = posted(),
  { path = '/sms', token = TOKEN, ...headers }: Record<string, string> = {},
): Promise<Response> {
  const request = new Request(`http://gateway.test${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return Promise.resolve(gateway.fetch(request));
}

/** The lines of a metric, with their labels. */
export async function metricLines(gateway: Gateway, name: string): Promise<readonly string[]> {
  const answer = await gateway.fetchMetrics(new Request('http://gateway.test/metrics'));
  return (await answer.text()).split('\n').filter((line) => line.startsWith(name));
}
