import { createSmsClient, type SmsClient } from 'aliyun-sms-client';
import { describe, expect, test } from 'vitest';
import type { Fault } from './faults.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { callSandbox, signedV1 } from '../testing/calls.ts';

const MESSAGE = {
  phoneNumber: '8613800138000',
  signName: '阿里云短信测试',
  templateCode: 'SMS_154950909',
  templateParam: { code: '123456' },
};

function clientFor(sandbox: Sandbox): SmsClient {
  return createSmsClient({
    credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
    transport: sandbox.handle,
    maxRetries: 0,
    retryReusedSocket: false,
  });
}

describe('a fault', () => {
  test.each<[string, Fault['effect'], object, number]>([
    [
      'answers with any code and status',
      { kind: 'apiCode', apiCode: 'isv.OUT_OF_SERVICE', status: 503 },
      { apiCode: 'isv.OUT_OF_SERVICE' },
      0,
    ],
    [
      'answers with a code and its usual status',
      { kind: 'apiCode', apiCode: 'isp.SYSTEM_ERROR' },
      {},
      0,
    ],
    ['answers with a proxy’s page', { kind: 'status', status: 502 }, { outcome: 'unknown' }, 0],
    ['answers with a page and status 200', { kind: 'html' }, { outcome: 'unknown' }, 0],
    ['answers with half an answer', { kind: 'garbage' }, { outcome: 'unknown' }, 0],
    [
      'cuts the connection before the call is processed',
      { kind: 'reset', when: 'before' },
      { outcome: 'unknown' },
      0,
    ],
    [
      'cuts the connection after the call is processed',
      { kind: 'reset', when: 'after' },
      { outcome: 'unknown' },
      1,
    ],
  ])('%s', async (_, effect, error, stored) => {
    const sandbox = createSandbox();
    sandbox.faults.replace([{ effect }]);
    await expect(clientFor(sandbox).sendSms(MESSAGE)).rejects.toMatchObject(error);
    expect(sandbox.messages.size()).toBe(stored);
    expect(sandbox.requests.list()).toMatchObject([{ fault: effect.kind }]);
  });

  test('can process a call without answering it', async () => {
    const sandbox = createSandbox();
    sandbox.faults.replace([{ effect: { kind: 'silence' } }]);
    const stop = new AbortController();
    const sent = clientFor(sandbox).sendSms(MESSAGE, { signal: stop.signal });
    await expect.poll(() => sandbox.messages.size()).toBe(1);
    stop.abort();
    await expect(sent).rejects.toMatchObject({ outcome: 'unknown' });
  });

  test('can delay the answer', async () => {
    const sandbox = createSandbox();
    sandbox.faults.replace([{ effect: { kind: 'delay', delayMs: 5 } }]);
    await expect(clientFor(sandbox).sendSms(MESSAGE)).resolves.toHaveProperty('bizId');
  });

  test('affects only its number and action, and a limited number of times', async () => {
    const sandbox = createSandbox();
    const effect = { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } as const;
    sandbox.faults.replace([{ effect, to: '13800138000', action: 'SendSms', times: 2 }]);
    const send = {
      Action: 'SendSms',
      SignName: '阿里云短信测试',
      TemplateCode: 'SMS_154950909',
      TemplateParam: '{"code":"123456"}',
    };
    const codes = [];
    for (const number of ['13800138001', '+8613800138000', '1,8613800138000', '13800138000']) {
      // oxlint-disable-next-line no-await-in-loop
      const { Code } = await callSandbox(sandbox, { ...send, PhoneNumbers: number });
      codes.push(Code);
    }
    expect(codes).toEqual(['OK', 'isv.AMOUNT_NOT_ENOUGH', 'isv.AMOUNT_NOT_ENOUGH', 'OK']);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test('affects its share of the calls', async () => {
    const values = [0.9, 0.1];
    const sandbox = createSandbox({ random: () => values.shift() ?? 0.9 });
    const effect = { kind: 'apiCode', apiCode: 'isp.SYSTEM_ERROR' } as const;
    sandbox.faults.replace([{ effect, probability: 0.5 }]);
    const call = { Action: 'QuerySmsSignList' };
    expect(await callSandbox(sandbox, call)).not.toMatchObject({ Code: 'isp.SYSTEM_ERROR' });
    expect(sandbox.faults.meet({ action: 'SendSms', parameters: {} })).toBeDefined();
  });
});

describe('a magic number', () => {
  test.each([
    ['+8615400000001', 'isv.BUSINESS_LIMIT_CONTROL'],
    ['+8615400000005', 'isv.AMOUNT_NOT_ENOUGH'],
    ['+8615400000019', 'Throttling.User'],
  ])('%s is refused with %s', async (number, apiCode) => {
    const sandbox = createSandbox();
    const sent = clientFor(sandbox).sendSms({ ...MESSAGE, phoneNumber: number });
    await expect(sent).rejects.toMatchObject({ apiCode });
    expect(sandbox.messages.size()).toBe(0);
  });
});

test.each([
  ['isv.NEW_ONE', 200],
  ['NewOne', 400],
])('a fault may have an unknown code: %s gets status %i', async (apiCode, status) => {
  const sandbox = createSandbox();
  sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);
  const call = signedV1({ Action: 'QuerySmsSignList' }, sandbox.clock.now());
  const answer = await sandbox.handle(call);
  expect([answer.status, JSON.parse(answer.body)]).toMatchObject([
    status,
    { Code: apiCode, Message: apiCode },
  ]);
});

test('a used-up fault is removed, and the others stay', () => {
  const { faults } = createSandbox();
  const effect = { kind: 'html' } as const;
  faults.replace([
    { effect, times: 2 },
    { effect, to: '13900001234' },
  ]);
  for (const left of [2, 1]) {
    faults.meet({ action: 'SendSms', parameters: {} });
    expect(faults.list()).toHaveLength(left);
  }
  expect(faults.meet({ action: 'SendSms', parameters: {} })).toBeUndefined();
});

test('a call aborted before the silence starts is rejected', async () => {
  const sandbox = createSandbox();
  sandbox.faults.replace([{ effect: { kind: 'silence' } }]);
  const signal = AbortSignal.abort();
  const call = sandbox.handle({ method: 'GET', url: '/', headers: {}, signal });
  await expect(call).rejects.toMatchObject({ code: 'ABORT_ERR' });
});

const numbers = (first: number) => Array.from({ length: 1000 }, (_, index) => first + index);

test('a thousand faults with numbers parse the numbers of a call once', async () => {
  const sandbox = createSandbox();
  sandbox.faults.replace(
    numbers(13_900_000_000).map((to) => ({
      to: String(to),
      effect: { kind: 'apiCode', apiCode: 'isv.OUT_OF_SERVICE' },
    })),
  );
  const call = { Action: 'SendSms', PhoneNumbers: numbers(13_800_000_000).join(',') };
  const seen: string[] = [];
  const parameters = new Proxy<Record<string, string>>(call, {
    get: (target, name) => {
      seen.push(String(name));
      return Reflect.get(target, name);
    },
  });
  expect(sandbox.faults.meet({ action: 'SendSms', parameters })).toBeUndefined();
  expect(seen.filter((name) => name === 'PhoneNumbers')).toHaveLength(1);
  expect(
    sandbox.faults.meet({
      action: 'SendSms',
      parameters: { PhoneNumbers: '+8613800000000,8613900000999' },
    }),
  ).toMatchObject({ to: '13900000999' });
});
