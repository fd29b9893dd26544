import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requireProgram } from '../../../scripts/require-program.ts';
import { startRedis } from '../../sender/src/guard/testing/redis-server.ts';
import { GatewayRefusal } from './gateway-refusal.ts';
import { startGateway, type RunningGateway, type StartGatewayOptions } from './start-gateway.ts';
import { settingsFor } from '../../sender/src/testing/sending.ts';
import {
  ENVIRONMENT,
  posted,
  senderWith,
  TOKEN,
  useLog,
  useSandbox,
} from './testing/own-gateway.ts';

const program = requireProgram('redis-server');
const sandbox = await useSandbox();
const lines = useLog();
const running: RunningGateway[] = [];
beforeEach(() => {
  vi.stubEnv('REDIS_URL', '');
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', '');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close(0)));
});

async function start(more: Partial<StartGatewayOptions> = {}): Promise<RunningGateway> {
  const options = { settings: settingsFor(sandbox.url), environment: ENVIRONMENT, port: 0 };
  const gateway = await startGateway({ ...options, ...more });
  running.push(gateway);
  return gateway;
}

const send = (gateway: RunningGateway, to = '8613800138000') =>
  fetch(`${gateway.url}/sms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(posted({ to })),
  });

const statusOf = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, { headers });
  return [answer.status, await answer.text()];
};

describe('a gateway', () => {
  it('listens on loopback and sends', async () => {
    const gateway = await start();
    expect(gateway.url).toBe(`http://127.0.0.1:${gateway.port}`);
    expect((await send(gateway)).status).toBe(204);
    expect(sandbox.lastCode('8613800138000')).toBe('042137');
  });

  it('answers probes, and nothing else, without a token', async () => {
    const { url } = await start();
    expect(await statusOf(`${url}/healthz`)).toEqual([200, 'ok']);
    expect(await statusOf(`${url}/readyz`)).toEqual([200, 'ok']);
    expect(await statusOf(`${url}/`)).toEqual([404, '']);
    expect(await statusOf(`${url}/sms`)).toEqual([404, '']);
  });

  it('is not ready while Redis fails', async () => {
    vi.stubEnv('REDIS_URL', 'redis://127.0.0.1:1');
    const { url } = await start();
    expect(await statusOf(`${url}/readyz`)).toEqual([503, 'not ready']);
    expect(await statusOf(`${url}/healthz`)).toEqual([200, 'ok']);
  });

  it.skipIf(program.absent)(
    'is ready when Redis answers, and shows that in its metrics',
    async () => {
      const redis = await startRedis(program.path);
      try {
        vi.stubEnv('REDIS_URL', redis.url);
        const { url, metricsUrl = '' } = await start({ metricsPort: 0 });
        await expect.poll(() => statusOf(`${url}/readyz`)).toEqual([200, 'ok']);
        expect((await statusOf(metricsUrl))[1]).toContain('\naliyun_sms_redis_up 1\n');
      } finally {
        await redis.stop();
      }
    },
  );
});

describe('the metrics', () => {
  it('are on a separate port without a token, and nothing else is', async () => {
    const { metricsUrl = '' } = await start({ metricsPort: 0 });
    const [status, text] = await statusOf(metricsUrl);
    expect(status).toBe(200);
    for (const line of String(text)
      .split('\n')
      .filter((each) => /^[^#]/.test(each))) {
      expect(line).toMatch(/^aliyun_sms_/);
    }
    expect(await statusOf(metricsUrl.replace('/metrics', '/healthz'))).toEqual([404, '']);
  });

  it('are on the public port only with a token', async () => {
    const gateway = await start();
    expect(gateway.metricsUrl).toBeUndefined();
    const url = `${gateway.url}/metrics`;
    expect(await statusOf(url)).toEqual([401, '']);
    expect((await statusOf(url, { authorization: `Bearer ${TOKEN}` }))[0]).toBe(200);
  });

  it('can have their own token, which cannot send', async () => {
    const reader = 'may-read-the-metrics-and-no-more';
    const environment = { ...ENVIRONMENT, ALIYUN_SMS_GATEWAY_METRICS_TOKEN: reader };
    const { url } = await start({ environment });
    expect((await statusOf(`${url}/metrics`, { authorization: `Bearer ${reader}` }))[0]).toBe(200);
    expect((await statusOf(`${url}/metrics`, { authorization: `Bearer ${TOKEN}` }))[0]).toBe(401);
    const answer = await fetch(`${url}/sms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${reader}` },
      body: '{}',
    });
    expect(answer.status).toBe(401);
  });

  it('include circuits opened by the client', async () => {
    const { metricsUrl = '' } = await start({ metricsPort: 0 });
    const { channel } = await import('node:diagnostics_channel');
    const endpoint = 'https://dysmsapi.aliyuncs.com';
    channel('aliyun-sms:circuit').publish({ endpoint, circuit: 'open' });
    expect((await statusOf(metricsUrl))[1]).toContain(
      `aliyun_sms_circuit_open{endpoint="${endpoint}"} 1`,
    );
    channel('aliyun-sms:circuit').publish({ endpoint, circuit: 'closed' });
    expect((await statusOf(metricsUrl))[1]).toContain(
      `aliyun_sms_circuit_open{endpoint="${endpoint}"} 0`,
    );
  });

  it('include keys that could not be renewed', async () => {
    const { metricsUrl = '' } = await start({ metricsPort: 0 });
    const { channel } = await import('node:diagnostics_channel');
    channel('aliyun-sms:credentials').publish({ message: 'OIDC role: no answer' });
    expect((await statusOf(metricsUrl))[1]).toContain('aliyun_sms_credentials_failures_total 1');
  });

  it('include sends, guard decisions and abandoned channels', async () => {
    const fallbacks = [{ channel: 'sms', signName: '示例科技' }];
    const guard = { perNumber: [{ limit: 1, seconds: 3600 }] };
    const settings = settingsFor(sandbox.url, { signName: '不存在', fallbacks, guard });
    const gateway = await start({ settings, metricsPort: 0 });
    expect((await send(gateway)).status).toBe(204);
    expect((await send(gateway)).status).toBe(429);
    const text = String((await statusOf(gateway.metricsUrl ?? ''))[1]);
    for (const line of [
      'aliyun_sms_sends_total{outcome="accepted",channel="sms",country="CN",category="none",api_code="none"} 1',
      'aliyun_sms_sends_total{outcome="not-sent",channel="none",country="CN",category="guard-limit",api_code="none"} 1',
      'aliyun_sms_channels_left_total{channel="settings",reason="isv.SMS_SIGNATURE_ILLEGAL"} 1',
      'aliyun_sms_guard_decisions_total{decision="admit",mode="enforce"} 1',
      'aliyun_sms_guard_decisions_total{decision="perNumber",mode="enforce"} 1',
      'aliyun_sms_accept_seconds_count{channel="sms",outcome="accepted"} 1',
      'aliyun_sms_gateway_requests_total{path="/sms",status="204"} 1',
    ]) {
      expect(text).toContain(line);
    }
  });
});

describe('a gateway does not start', () => {
  it.each([
    ['without settings', undefined, /settings are invalid/],
    ['with invalid settings', settingsFor('https://x', { signName: '' }), /signName/],
    [
      'with a guard in Redis without an address',
      settingsFor('https://dysmsapi.aliyuncs.com', { guard: { store: 'redis' } }),
      /REDIS_URL/,
    ],
  ])('%s', async (_, settings, sentence) => {
    const starting = start({ settings });
    await expect(starting).rejects.toBeInstanceOf(GatewayRefusal);
    await expect(starting).rejects.toThrow(sentence);
  });

  it.each(['port', 'metricsPort'])(
    'on a %s that is in use, and leaves none open',
    async (which) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const address = other.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      await expect(start({ [which]: port })).rejects.toThrow(
        new RegExp(`Port ${port} on 127.0.0.1 is already in use: .*--(metrics-)?port`),
      );
      other.close();
    },
  );

  it('on an address of another machine', async () => {
    await expect(start({ host: '203.0.113.1' })).rejects.toThrow(/Cannot listen .*--host/);
  });
});

const GUARD = { perNumber: [{ limit: 1, seconds: 60 }] };
const dangers = async (more: object, rest: Partial<StartGatewayOptions> = {}) => {
  const gateway = await start({
    settings: settingsFor('https://dysmsapi.aliyuncs.com', more),
    ...rest,
  });
  return gateway.dangers.map(({ en }) => en).join('\n');
};

describe('the warnings at start', () => {
  it('are none with a guard and on loopback', async () => {
    expect(await dangers({ guard: GUARD })).toBe('');
    expect(await dangers({ guard: GUARD }, { host: '::1' })).toBe('');
    expect(await dangers({ guard: GUARD }, { host: 'localhost' })).toBe('');
  });

  it('have one sentence each', async () => {
    expect(await dangers({ guard: GUARD }, { host: '0.0.0.0' })).toMatch(/without TLS/);
    expect(await dangers({})).toMatch(/^No guard is set/);
    expect(await dangers({ guard: { ...GUARD, mode: 'record' } })).toMatch(/only records/);
    expect(await dangers({ guard: GUARD, endpoint: 'http://sandbox:4086' })).toMatch(/sandbox/);
    expect(await dangers({ guard: GUARD, sgnName: 'x' })).toMatch(/^sgnName: /);
    const environment = { ALIYUN_SMS_GATEWAY_TOKEN: `${TOKEN},${TOKEN}` };
    expect(await dangers({ guard: GUARD }, { environment })).toMatch(/^Two tokens/);
  });
});

describe('new settings', () => {
  it('apply from the next send', async () => {
    const gateway = await start();
    gateway.reload(settingsFor(sandbox.url, { guard: { countries: ['HK'] } }));
    expect((await send(gateway)).status).toBe(422);
  });

  it('are refused if invalid, and the old ones kept', async () => {
    const gateway = await start();
    expect(() => gateway.reload({})).toThrow(GatewayRefusal);
    expect((await send(gateway)).status).toBe(204);
  });
});

describe('on close', () => {
  it('requests under way are answered, and new ones are not accepted', async () => {
    const answers: (() => void)[] = [];
    const underWayNow = new EventTarget();
    const isUnderWay = once(underWayNow, 'begun');
    const gateway = await start({
      sender: senderWith({
        send: (_, { to }) =>
          new Promise((resolve) => {
            const trace = { usageType: 'SignIn', to, startedAt: 0, endedAt: 1 };
            answers.push(() => resolve({ outcome: 'accepted', bizId: 'b', requestId: 'r', trace }));
            underWayNow.dispatchEvent(new Event('begun'));
          }),
      }),
    });
    const underWay = send(gateway);
    await isUnderWay;
    const closing = gateway.close();
    await expect(send(gateway)).rejects.toThrow('fetch failed');
    answers[0]?.();
    expect((await underWay).status).toBe(204);
    await closing;
  });

  it('idle connections are not waited for', async () => {
    const gateway = await start();
    const idle = connect(gateway.port, '127.0.0.1');
    await once(idle, 'connect');
    const ends = once(idle, 'close');
    await gateway.close(3_600_000);
    expect(await ends).toEqual([false]);
  });

  it('requests that do not end in time are cut off', async () => {
    const underWayNow = new EventTarget();
    const isUnderWay = once(underWayNow, 'begun');
    const gateway = await start({
      sender: senderWith({
        send: () => {
          underWayNow.dispatchEvent(new Event('begun'));
          return new Promise(() => undefined);
        },
      }),
    });
    const underWay = send(gateway);
    underWay.catch(() => undefined);
    await isUnderWay;
    await gateway.close(0);
    await expect(underWay).rejects.toThrow('fetch failed');
  });
});

it('a bug is answered with a sentence, and only its name is logged', async () => {
  const gateway = await start({
    sender: senderWith({ send: () => Promise.reject(new TypeError('8613800138000')) }),
  });
  const answer = await send(gateway);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toMatch(/could not be sent/);
  expect(lines.join()).not.toContain('8613800138000');
});
