import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createRawServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { OK } from './testing/faults.ts';
import { serve } from './testing/local-server.ts';
import { endpointStates } from './endpoint.ts';
import { createSmsClient, type SmsClientOptions } from './sms-client.ts';

const message = { phoneNumber: '8613800138000', signName: '阿里云', templateCode: 'SMS_154950909' };

// Time passes only when a test advances it.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function clientFor(endpoint: string, options: Partial<SmsClientOptions> = {}) {
  const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  return createSmsClient({ endpoint, credentials, ...options });
}

/** A server with replaceable behaviour that counts its requests and connections. */
async function behavingServer(
  behave: (request: IncomingMessage, response: ServerResponse) => void,
) {
  const seen = { requests: 0, connections: 0, behave };
  const server = createServer((request, response) => {
    seen.requests += 1;
    seen.behave(request, response);
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  return { endpoint: await serve(server), seen, server };
}

const accept = (_request: IncomingMessage, response: ServerResponse) => void response.end(OK);
const hang = () => undefined;

test.each([1500, 3500])(
  'a reused connection reset %d ms after the request is not retried, and the outcome is unknown',
  async (late) => {
    const { endpoint, seen } = await behavingServer(accept);
    const client = clientFor(endpoint);
    await client.sendSms(message);
    seen.behave = ({ socket }) => {
      vi.advanceTimersByTime(late);
      socket.resetAndDestroy();
    };
    await expect(client.sendSms(message)).rejects.toMatchObject({
      outcome: 'unknown',
      attempts: 1,
      cause: { code: 'ECONNRESET', reusedSocket: true },
    });
    expect(seen.requests).toBe(2);
  },
);

test('a hanging endpoint holds at most 128 connections, and calls beyond them are not sent', async () => {
  const { endpoint, seen, server } = await behavingServer(hang);
  const client = clientFor(endpoint, { timeoutMs: Infinity });
  const hanging = Array.from({ length: 128 }, () => client.sendSms(message));
  const settled = Promise.allSettled(hanging);
  await expect.poll(() => seen.requests).toBe(128);
  const hurried = clientFor(endpoint, { connectTimeoutMs: 10 });
  for (const sending of Array.from({ length: 20 }, () => hurried.sendSms(message))) {
    await expect(sending).rejects.toMatchObject({
      name: 'AliyunSmsConnectionError',
      outcome: 'not-sent',
      cause: { code: 'ERR_QUEUE_TIMEOUT', stage: 'connecting' },
    });
  }
  const state = () => endpointStates().find((one) => one.endpoint === endpoint);
  expect(state()).toMatchObject({ active: 128, waiting: 0 });
  const waiting = client.sendSms(message);
  seen.behave = accept;
  server.closeAllConnections();
  await settled;
  await expect(waiting).resolves.toMatchObject({ attempts: 1 });
  expect(seen).toMatchObject({ requests: 129, connections: 129 });
  expect(state()).toMatchObject({ active: 0, waiting: 0 });
});

test('a request that is handed a reused connection may have been sent', async () => {
  const answers: ServerResponse[] = [];
  const { endpoint, seen, server } = await behavingServer((_, response) => {
    answers.push(response);
  });
  const client = clientFor(endpoint, { timeoutMs: Infinity });
  const first = new AbortController();
  const others = Array.from({ length: 127 }, () => client.sendSms(message));
  const settled = Promise.allSettled([
    client.sendSms(message, { signal: first.signal }),
    ...others,
  ]);
  await expect.poll(() => seen.requests).toBe(128);
  const late = new AbortController();
  const sending = client.sendSms(message, { signal: late.signal });
  // The first call gives up its slot while its answer is unread and its connection is still open.
  setTimeout(() => {
    answers[0]?.end(OK);
    first.abort();
  });
  await expect.poll(() => seen.requests).toBe(129);
  expect(seen.connections).toBe(128);
  late.abort();
  await expect(sending).rejects.toMatchObject({ outcome: 'unknown' });
  server.closeAllConnections();
  await settled;
});

test('an endpoint that does not answer is called only once every few seconds', async () => {
  const { endpoint, seen } = await behavingServer(hang);
  const events: unknown[] = [];
  const listener = (event: unknown) => void events.push(event);
  subscribe('aliyun-sms:circuit', listener);
  onTestFinished(() => void unsubscribe('aliyun-sms:circuit', listener));
  const state = () => endpointStates().find((one) => one.endpoint === endpoint)?.circuit;
  const impatient = clientFor(endpoint, { timeoutMs: 50 });
  for (let failed = 0; failed < 5; failed += 1) {
    await expect(impatient.sendSms(message)).rejects.toHaveProperty('circuitOpen', false);
  }
  const refused = { outcome: 'not-sent', circuitOpen: true, cause: { code: 'ERR_CIRCUIT_OPEN' } };
  const connections = seen.connections;
  const client = clientFor(endpoint);
  await expect(client.sendSms(message)).rejects.toMatchObject(refused);
  expect(state()).toBe('open');
  vi.advanceTimersByTime(3000);
  await expect(impatient.sendSms(message)).rejects.toHaveProperty('circuitOpen', false);
  await expect(client.sendSms(message)).rejects.toMatchObject(refused);
  expect(seen.connections).toBeLessThanOrEqual(connections + 1);
  seen.behave = accept;
  vi.advanceTimersByTime(3000);
  await expect(client.sendSms(message)).resolves.toHaveProperty('bizId');
  await expect(client.sendSms(message)).resolves.toHaveProperty('bizId');
  expect(state()).toBe('closed');
  const states = ['open', 'half-open', 'open', 'half-open', 'closed'];
  expect(events).toEqual(states.map((circuit) => ({ endpoint, circuit })));
});

test('an endpoint that refuses connections opens the circuit too', async () => {
  const server = createRawServer();
  const endpoint = await serve(server);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  const client = clientFor(endpoint);
  await expect(client.sendSms(message)).rejects.toMatchObject({ attempts: 3, circuitOpen: false });
  await expect(client.sendSms(message)).rejects.toMatchObject({
    attempts: 3,
    circuitOpen: true,
    message: `No connection to ${endpoint} (ECONNREFUSED), so calls are paused for a few seconds. Nothing was sent.`,
  });
});

test('an endpoint that resets requests does not open the circuit', async () => {
  const { endpoint } = await behavingServer(({ socket }) => void socket.resetAndDestroy());
  const client = clientFor(endpoint);
  for (let sent = 0; sent < 7; sent += 1) {
    await expect(client.sendSms(message)).rejects.toHaveProperty('circuitOpen', false);
  }
});

test('after a time-out on a pooled connection the next call goes over a fresh one', async () => {
  const swallowed = new Set<Socket>();
  const { endpoint, seen } = await behavingServer((request, response) => {
    if (!swallowed.has(request.socket)) {
      response.end(OK);
    }
  });
  const client = clientFor(endpoint);
  const together = 3;
  const arrived: (() => void)[] = [];
  const { behave } = seen;
  seen.behave = (request, response) => {
    arrived.push(() => response.end(OK));
    swallowed.add(request.socket);
    if (arrived.length === together) {
      arrived.forEach((answer) => answer());
    }
  };
  await Promise.all(Array.from({ length: together }, () => client.sendSms(message)));
  seen.behave = behave;
  const impatient = clientFor(endpoint, { timeoutMs: 50 });
  await expect(impatient.sendSms(message)).rejects.toMatchObject({
    outcome: 'unknown',
    cause: { reusedSocket: true },
  });
  await expect(client.sendSms(message)).resolves.toHaveProperty('bizId');
  expect(seen.connections).toBe(together + 1);
});

test('an unreadable environment is reported, and nothing was sent', async () => {
  const denied = Object.assign(new Error('Requires env access'), { name: 'NotCapable' });
  const { env } = process;
  const closed = new Proxy(env, {
    get(_target, name) {
      throw name === 'https_proxy' ? denied : new Error('another name');
    },
  });
  vi.stubGlobal('process', { ...process, env: closed });
  const sending = clientFor('https://unreadable.invalid').sendSms(message);
  vi.unstubAllGlobals();
  await expect(sending).rejects.toMatchObject({
    outcome: 'not-sent',
    message: expect.stringContaining('--allow-env'),
    cause: { code: 'ERR_ENVIRONMENT', cause: denied },
  });
});

test('a request that Node rejects was certainly not sent', async () => {
  const { endpoint, seen } = await behavingServer(accept);
  const sending = clientFor(endpoint, { nonce: () => 'two\nlines' }).sendSms(message);
  await expect(sending).rejects.toMatchObject({
    outcome: 'not-sent',
    cause: { code: 'ERR_INVALID_CHAR', stage: 'connecting' },
  });
  expect(seen.requests).toBe(0);
});
