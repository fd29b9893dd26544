import { canonicalQuery, signatureV1, stringToSignV1 } from 'aliyun-sms-client';
import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { callSandbox, commonParameters, signedV1 } from './testing/calls.ts';

const NOON = Date.parse('2026-01-02T04:00:00Z');

function frozen(): Sandbox {
  const sandbox = createSandbox();
  sandbox.clock.freeze(NOON);
  return sandbox;
}

async function sendAbroad(sandbox: Sandbox, text: string): Promise<void> {
  const call = { Action: 'SendMessageToGlobe', Version: '2018-05-01', To: '85268326366' };
  const answer = await callSandbox(sandbox, { ...call, Message: text });
  expect(answer).toMatchObject({ ResponseCode: 'OK' });
}

describe('the last code', () => {
  test('of a number without a code is undefined', async () => {
    const sandbox = frozen();
    await sendAbroad(sandbox, 'Your order has been shipped.');
    expect(sandbox.lastCode('+85268326366')).toBeUndefined();
    expect(sandbox.lastCode('+85268326367')).toBeUndefined();
  });

  test('is awaited beyond messages without a code', async () => {
    const sandbox = frozen();
    const code = sandbox.waitForCode('+85268326366');
    await sendAbroad(sandbox, 'Your order has been shipped.');
    sandbox.clock.shift(1000);
    await sendAbroad(sandbox, 'Your code is 123456.');
    await expect(code).resolves.toBe('123456');
  });
});

const send = (more: Record<string, string>) => ({
  Action: 'SendSms',
  SignName: '阿里云短信测试',
  TemplateCode: 'SMS_154950909',
  TemplateParam: '{"code":"482916"}',
  ...more,
});

describe('a code that does not come', () => {
  test('is explained by what happened instead, without full numbers or codes', async () => {
    const sandbox = frozen();
    await callSandbox(sandbox, send({ PhoneNumbers: '13800138000', TemplateCode: 'SMS_1' }));
    await callSandbox(sandbox, send({ PhoneNumbers: '13900139000' }));
    await callSandbox(sandbox, send({ PhoneNumbers: '13900139000' }));
    sandbox.faults.replace([{ times: 3, effect: { kind: 'silence' } }]);
    await expect(sandbox.waitForCode('13800138000', { timeoutMs: 1 })).rejects.toThrow(
      'No message to +86138****8000 arrived within 1 ms. ' +
        'Refused since its last message: SendSms isv.SMS_TEMPLATE_ILLEGAL. ' +
        'Refused for other numbers: SendSms isv.BUSINESS_LIMIT_CONTROL. ' +
        'Active faults: silence. Messages to other numbers: +86139****9000.',
    );
  });

  test('is explained without refusals before the last message', async () => {
    const sandbox = frozen();
    await callSandbox(sandbox, send({ PhoneNumbers: '13800138000', TemplateCode: 'SMS_1' }));
    await callSandbox(sandbox, send({ PhoneNumbers: '13800138000' }));
    const [{ id: since } = { id: '' }] = sandbox.messages.list().messages;
    const wait = sandbox.waitForCode('13800138000', { since, timeoutMs: 1 });
    await expect(wait).rejects.toThrow(/ms\. Earlier messages to it: 1\.$/);
  });

  test('is explained by earlier messages that failed or had no code', async () => {
    const sandbox = frozen();
    await callSandbox(sandbox, send({ PhoneNumbers: '15400000101' }));
    await sendAbroad(sandbox, 'Your order has been shipped.');
    sandbox.clock.shift(60_000);
    await expect(sandbox.waitForCode('15400000101', { timeoutMs: 1 })).rejects.toThrow(
      /Earlier messages to it: 1 \(failed at the carrier: [A-Z_]+\)\./,
    );
    await expect(sandbox.waitForCode('+85268326366', { timeoutMs: 1 })).rejects.toThrow(
      'Earlier messages to it: 1 (without a code: 1).',
    );
  });

  test('is explained by three kinds of refusal, how often each came, and how many more', async () => {
    const sandbox = frozen();
    const to = { PhoneNumbers: '13800138000' };
    for (const wrong of [
      { TemplateCode: 'SMS_1' },
      { SignName: '无' },
      { TemplateParam: '{' },
      { TemplateCode: 'SMS_1' },
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await callSandbox(sandbox, send({ ...to, ...wrong }));
    }
    sandbox.faults.replace([{ effect: { kind: 'garbage' } }]);
    await sandbox.handle(signedV1(send(to), NOON));
    await sandbox.handle(signedV1(to, NOON));
    sandbox.faults.replace([
      { to: '13800138000', effect: { kind: 'apiCode', apiCode: 'isp.SYSTEM_ERROR' } },
      { to: '13900139000', effect: { kind: 'silence' } },
    ]);
    await expect(sandbox.waitForCode('13800138000', { timeoutMs: 1 })).rejects.toThrow(
      'last message: a call fault garbage, SendSms fault garbage, ' +
        'SendSms isv.SMS_TEMPLATE_ILLEGAL (2), 2 more. Active faults: isp.SYSTEM_ERROR.',
    );
  });

  test('may be in a message that fails at the carrier, which must be asked for', async () => {
    const sandbox = frozen();
    await callSandbox(sandbox, send({ PhoneNumbers: '15400000101' }));
    await expect(sandbox.waitForCode('15400000101', { timeoutMs: 1 })).rejects.toThrow(
      'No message',
    );
    expect(sandbox.lastCode('15400000101')).toBeUndefined();
    sandbox.clock.shift(60_000);
    const code = sandbox.waitForCode('15400000101', { status: 'failed' });
    await expect(code).resolves.toBe('482916');
  });

  test.each([
    ['an invalid number', 'nobody', {}],
    ['an invalid since', '13800138000', { since: 'yesterday' }],
  ])('because of %s is reported immediately', async (_, number, options) => {
    await expect(frozen().waitForCode(number, options)).rejects.toThrow(TypeError);
  });
});

test('QuerySmsSignList accepts POST only', async () => {
  const sandbox = frozen();
  const all = { ...commonParameters(NOON), Action: 'QuerySmsSignList' };
  const signature = signatureV1('testsecret', stringToSignV1('GET', all));
  const url = `http://sandbox/?${canonicalQuery({ ...all, Signature: signature })}`;
  const { body } = await sandbox.handle({ method: 'GET', url, headers: {} });
  expect(JSON.parse(body)).toMatchObject({ Code: 'UnsupportedHTTPMethod' });
  expect(await callSandbox(sandbox, { Action: 'QuerySmsSignList' })).toMatchObject({ Code: 'OK' });
});

test('a token of another key is refused', async () => {
  const call = { Action: 'QuerySmsSignList', AccessKeyId: 'STS.testid', SecurityToken: 'another' };
  expect(await callSandbox(frozen(), call)).toMatchObject({
    Code: 'InvalidSecurityToken.MismatchWithAccessKey',
  });
});

test('a delayed answer arrives', async () => {
  const sandbox = frozen();
  sandbox.faults.replace([{ effect: { kind: 'delay', delayMs: 5 } }]);
  const { body } = await sandbox.handle(signedV1({ Action: 'QuerySmsSignList' }, NOON));
  expect(JSON.parse(body)).toMatchObject({ Code: 'OK' });
  expect(sandbox.requests.list()).toMatchObject([{ fault: 'delay' }]);
});

test('XML repeats the element of a list', async () => {
  const call = { Action: 'QuerySmsSignList', Format: 'XML', PageSize: '2' };
  const { body } = await frozen().handle(signedV1(call, NOON));
  expect(body).toMatch(/(?:<SmsSignList>(?:(?!<SmsSignList>).)+<\/SmsSignList>){2}/);
});
