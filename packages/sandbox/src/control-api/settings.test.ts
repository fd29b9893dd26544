import { createServer } from 'node:http';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { addMessage } from '../../inbox/testing/sample-messages.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { loggedCall } from '../testing/logged-call.ts';
import { createControlApp } from './index.ts';

let sandbox: Sandbox;
let send: (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: unknown }>;
beforeEach(() => {
  sandbox = createSandbox({ now: () => Date.parse('2026-03-01T12:00:00.000Z') });
  const app = createControlApp(sandbox);
  send = async (method, path, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json' };
    const request = new Request(`http://127.0.0.1/sandbox/v1${path}`, { method, headers, ...json });
    const response = await app.fetch(request);
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
});

describe('faults', () => {
  const fault = {
    to: '+8613800138000',
    action: 'SendSms',
    probability: 0.5,
    times: 2,
    effect: { kind: 'apiCode', apiCode: 'Throttling.User', status: 400, message: 'x' },
  };

  test('are replaced as a whole and read back', async () => {
    const answer = { status: 200, body: { faults: [fault] } };
    expect(await send('PUT', '/faults', { faults: [fault] })).toEqual(answer);
    expect(await send('GET', '/faults')).toEqual(answer);
    expect(sandbox.faults.list()).toEqual([fault]);
    await send('PUT', '/faults', { faults: [] });
    expect(sandbox.faults.list()).toEqual([]);
  });

  test.each([
    [{ faults: [{}] }, 'effect'],
    [{ faults: [{ effect: { kind: 'explode' } }] }, 'kind'],
    [{ faults: [{ probability: 2, effect: { kind: 'html' } }] }, 'probability'],
    [{ faults: [{ effect: { kind: 'status', status: 9999 } }] }, 'status'],
    [{ faults: [{ to: '1380013', effect: { kind: 'html' } }] }, 'to'],
    [{ faults: [{ number: '1', effect: { kind: 'html' } }] }, 'number'],
    [{}, 'faults'],
  ])('are not changed by an invalid list: %j', async (body, named) => {
    const answer = await send('PUT', '/faults', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: expect.stringContaining(named) });
    expect(sandbox.faults.list()).toEqual([]);
  });
});

describe('clock', () => {
  test('is shifted, set, frozen and resumed', async () => {
    const noon = '2026-03-01T12:00:00.000Z';
    expect((await send('GET', '/clock')).body).toEqual({ now: noon, offsetMs: 0, frozen: false });
    expect((await send('PUT', '/clock', { shiftMs: 60_000 })).body).toMatchObject({
      now: '2026-03-01T12:01:00.000Z',
      offsetMs: 60_000,
    });
    const set = { now: '2027-01-01T08:00:00+08:00', frozen: true };
    expect((await send('PUT', '/clock', set)).body).toMatchObject({
      now: '2027-01-01T00:00:00.000Z',
      frozen: true,
    });
    expect((await send('PUT', '/clock', { frozen: false })).body).toMatchObject({ frozen: false });
  });

  test.each([
    { now: 'soon' },
    { shiftMs: '1' },
    { speed: 2 },
    { shiftMs: 1e300 },
    { shiftMs: -1e13 },
    { now: '+012000-01-01T00:00:00Z' },
    { now: '2027-01-01T00:00:00Z', shiftMs: 1e300 },
  ])('refuses %j', async (change) => {
    expect((await send('PUT', '/clock', change)).status).toBe(400);
    expect(sandbox.clock.offset()).toBe(0);
  });
});

describe('receipts', () => {
  test('are changed only in the given settings', async () => {
    await send('PUT', '/receipts', { url: 'http://127.0.0.1:3000/r', losses: 0.1 });
    const { body } = await send('PUT', '/receipts', { delayMs: { min: 0, max: 5 } });
    expect(body).toMatchObject({
      settings: {
        url: 'http://127.0.0.1:3000/r',
        losses: 0.1,
        duplicates: 0,
        delayMs: { min: 0, max: 5 },
      },
    });
    await send('PUT', '/receipts', { url: null });
    expect(sandbox.receipts.settings().url).toBeUndefined();
  });

  test.each([
    { url: 'file:///etc/passwd' },
    { url: 'http://receipts.example/' },
    { url: 'nowhere' },
    { delayMs: { min: 5, max: 1 } },
    { losses: 7 },
  ])('refuse %j', async (change) => {
    const before = sandbox.receipts.settings();
    expect((await send('PUT', '/receipts', change)).status).toBe(400);
    expect(sandbox.receipts.settings()).toEqual(before);
  });
});

test('the reports of kept messages are pushed again', async () => {
  const server = createServer((request, response) => {
    request.resume();
    response.end('{"code":0}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await send('PUT', '/receipts', { url: `http://127.0.0.1:${port}/` });
  addMessage(sandbox, {
    id: 'm1',
    status: 'delivered',
    errCode: 'DELIVERED',
    reportedAt: Date.parse('2026-03-01T12:00:03.000Z'),
  });
  expect((await send('POST', '/receipts/replay')).body).toEqual({ replayed: 1 });
  await expect
    .poll(async () => (await send('GET', '/receipts')).body)
    .toMatchObject({ pushes: [{ messageId: 'm1', attempt: 1, outcome: 'accepted', status: 200 }] });
  server.closeAllConnections();
  server.close();
});

test('calls are listed page by page', async () => {
  for (const id of ['r1', 'r2', 'r3']) sandbox.requests.add(loggedCall({ id }));
  for (const [query, ids] of [
    ['?limit=2', ['r3', 'r2']],
    ['?limit=2&before=r3', ['r2', 'r1']],
    ['?before=r1', []],
    ['?before=gone', []],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const { body } = await send('GET', `/requests${query}`);
    expect(body).toMatchObject({ total: 3, requests: ids.map((id) => ({ id })) });
  }
});

test('magic numbers are listed', async () => {
  const { body } = await send('GET', '/magic-numbers');
  expect(body).toMatchObject({
    magicNumbers: expect.arrayContaining([
      expect.objectContaining({ number: '+8615400000001', apiCode: 'isv.BUSINESS_LIMIT_CONTROL' }),
    ]),
  });
});

test('a body that is not sent as JSON is refused, and the answer says how to send it', async () => {
  const response = await createControlApp(createSandbox()).fetch(
    new Request('http://127.0.0.1/sandbox/v1/faults', {
      method: 'PUT',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '{"faults":[]}',
    }),
  );
  expect(response.status).toBe(415);
  expect(await response.text()).toContain('content-type: application/json');
});

test('a failure of the sandbox itself is answered with 500', async () => {
  vi.spyOn(sandbox.faults, 'list').mockImplementation(() => {
    throw new Error('a bug');
  });
  expect(await send('GET', '/faults')).toEqual({ status: 500, body: { error: 'a bug' } });
});

test('invalid JSON is refused', async () => {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'PUT', headers, body: '{"faults":' };
  const answer = await createControlApp(sandbox).fetch(
    new Request('http://127.0.0.1/sandbox/v1/faults', request),
  );
  expect(answer.status).toBe(400);
});
