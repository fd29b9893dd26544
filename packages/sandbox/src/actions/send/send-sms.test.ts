import { createSmsClient } from 'aliyun-sms-client';
import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox.ts';
import type { AccountSeed } from '../../accounts/seed.ts';
import { callSandbox } from '../../testing/calls.ts';

const TEST_PAIR = { SignName: '阿里云短信测试', TemplateCode: 'SMS_154950909' };
const OVERSEAS = { SignName: '示例科技', TemplateCode: 'SMS_200000020' };
const CODE = { TemplateParam: '{"code":"123456"}' };

async function send(
  sandbox: Sandbox,
  parameters: Record<string, string>,
): Promise<Record<string, unknown>> {
  return callSandbox(sandbox, { Action: 'SendSms', ...TEST_PAIR, ...CODE, ...parameters });
}

function frozen(options: SandboxOptions = {}): Sandbox {
  const sandbox = createSandbox(options);
  sandbox.clock.freeze(Date.parse('2026-01-02T03:04:05Z'));
  return sandbox;
}

test('the client can send through `handle`, and the code can be read', async () => {
  const sandbox = createSandbox();
  const client = createSmsClient({
    credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
    transport: sandbox.handle,
  });
  const { bizId } = await client.sendSms({
    phoneNumber: '8613800138000',
    signName: '阿里云短信测试',
    templateCode: 'SMS_154950909',
    templateParam: { code: '012345' },
    outId: 'order 1',
  });
  expect(sandbox.messages.list().messages).toMatchObject([
    {
      bizId,
      outId: 'order 1',
      product: 'sms',
      accessKeyId: 'testid',
      to: '+8613800138000',
      country: 'CN',
      signName: '阿里云短信测试',
      templateCode: 'SMS_154950909',
      text: '【阿里云短信测试】您的验证码为：012345，请勿泄露于他人！',
      code: '012345',
      segments: 1,
      status: 'submitted',
    },
  ]);
  expect(sandbox.lastCode('13800138000')).toBe('012345');
  await expect(sandbox.waitForCode('+86 138 0013 8000')).resolves.toBe('012345');
});

describe('a number', () => {
  test.each(['+13900001234', '+8613900001234', '008613900001234', '8613900001234', '13900001234'])(
    'of the mainland may be written %s',
    async (number) => {
      const sandbox = createSandbox();
      expect(await send(sandbox, { PhoneNumbers: number })).toMatchObject({ Code: 'OK' });
      expect(sandbox.messages.list().messages[0]?.to).toBe('+8613900001234');
    },
  );

  test.each([
    ['85268326366', 'HK', '+85268326366'],
    ['14155552671', 'US', '+14155552671'],
  ])('%s, which is overseas, takes an overseas template', async (number, country, to) => {
    const sandbox = createSandbox();
    const answer = await send(sandbox, { ...OVERSEAS, PhoneNumbers: number });
    expect(answer).toMatchObject({ Code: 'OK' });
    expect(sandbox.messages.list().messages).toMatchObject([
      {
        to,
        country,
        text: '[示例科技]Your verification code is 123456. It expires in 10 minutes.',
      },
    ]);
  });

  test('of 11 digits is a mainland number with a mainland template, even if +1 was meant', async () => {
    const sandbox = createSandbox();
    await send(sandbox, { PhoneNumbers: '14155552671' });
    expect(sandbox.messages.list().messages[0]?.to).toBe('+8614155552671');
  });

  test('that is invalid refuses the whole call and is named', async () => {
    const sandbox = createSandbox();
    expect(await send(sandbox, { PhoneNumbers: '13900001234,139523483377' })).toMatchObject({
      Code: 'isv.MOBILE_NUMBER_ILLEGAL',
      Message: '139523483377invalid mobile number',
    });
    expect(sandbox.messages.size()).toBe(0);
  });

  test.each([
    [
      'that is overseas, with a mainland template,',
      { PhoneNumbers: '85268326366' },
      'isv.MOBILE_NUMBER_ILLEGAL',
    ],
    [
      'of the mainland, with an overseas template,',
      { ...OVERSEAS, PhoneNumbers: '8613900001234' },
      'isv.DOMESTIC_NUMBER_NOT_SUPPORTED',
    ],
    ['that cannot exist', { ...OVERSEAS, PhoneNumbers: '85212' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
  ])('%s is refused', async (_, parameters, code) => {
    expect(await send(createSandbox(), parameters)).toMatchObject({ Code: code });
  });

  test('may be one of up to a thousand', async () => {
    const numbers = Array.from({ length: 1001 }, (_, index) => String(13_900_000_000 + index));
    const sandbox = createSandbox();
    expect(await send(sandbox, { PhoneNumbers: numbers.join(',') })).toMatchObject({
      Code: 'isv.MOBILE_COUNT_OVER_LIMIT',
    });
    const answer = await send(sandbox, { PhoneNumbers: numbers.slice(1).join(',') });
    expect(answer).toMatchObject({ Code: 'OK' });
    const { messages } = sandbox.messages.list();
    expect(new Set(messages.map(({ bizId }) => bizId))).toEqual(new Set([answer['BizId']]));
    expect(messages).toHaveLength(1000);
  });
});

describe('signature and template', () => {
  test.each([
    ['an unknown signature', { SignName: '没有' }, 'isv.SMS_SIGNATURE_ILLEGAL'],
    [
      'a signature with a stray space',
      { SignName: '阿里云短信测试 ' },
      'isv.SMS_SIGNATURE_ILLEGAL',
    ],
    ['a signature in review', { SignName: '示例待审' }, 'isv.SMS_SIGNATURE_ILLEGAL'],
    ['a rejected signature', { SignName: '示例驳回' }, 'isv.SMS_SIGNATURE_ILLEGAL'],
    ['an unknown template', { TemplateCode: 'SMS_1' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
    [
      'a template in review',
      { SignName: '示例科技', TemplateCode: 'SMS_200000030' },
      'isv.SMS_TEMPLATE_ILLEGAL',
    ],
    [
      'a rejected template',
      { SignName: '示例科技', TemplateCode: 'SMS_200000031' },
      'isv.SMS_TEMPLATE_ILLEGAL',
    ],
    ['half of the test pair', { SignName: '示例科技' }, 'isv.SMS_TEST_SIGN_TEMPLATE_LIMIT'],
    [
      'a verification signature on a notification',
      {
        SignName: '示例验证',
        TemplateCode: 'SMS_200000010',
        TemplateParam: '{"name":"a","order":"b"}',
      },
      'isv.SMS_SIGNATURE_SCENE_ILLEGAL',
    ],
  ])('%s is refused', async (_, parameters, code) => {
    const answer = await send(createSandbox(), { PhoneNumbers: '13900001234', ...parameters });
    expect(answer).toMatchObject({ Code: code });
    expect(answer).not.toHaveProperty('BizId');
  });

  test('the test pair can be sent to bound numbers only, if the account has any', async () => {
    const [account] = createSandbox().accounts.all();
    const accounts = account && [{ ...account.start, boundNumbers: ['+8613900001234'] }];
    const sandbox = createSandbox({ seed: accounts === undefined ? {} : { accounts } });
    expect(await send(sandbox, { PhoneNumbers: '13900001234' })).toMatchObject({ Code: 'OK' });
    expect(await send(sandbox, { PhoneNumbers: '13900001235' })).toMatchObject({
      Code: 'isv.SMS_TEST_NUMBER_LIMIT',
    });
  });
});

function limitRefusal(permits: string): object {
  return { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: `触发${permits}` };
}

async function sendWith(change: Partial<AccountSeed>): Promise<unknown[]> {
  const [account] = createSandbox().accounts.all();
  const accounts = account === undefined ? [] : [{ ...account.start, ...change }];
  const sandbox = frozen({ seed: { accounts } });
  const first = await send(sandbox, { PhoneNumbers: '13900001234' });
  const second = await send(sandbox, { PhoneNumbers: '13900001235' });
  return [first['Code'], second['Code']];
}

describe('an account', () => {
  test.each<[string, Partial<AccountSeed>, string[]]>([
    ['in arrears', { refusesSends: 'isv.OUT_OF_SERVICE' }, Array(2).fill('isv.OUT_OF_SERVICE')],
    ['with a balance of one segment', { balance: 1 }, ['OK', 'isv.AMOUNT_NOT_ENOUGH']],
    ['with a daily cap of one', { dayCap: 1 }, ['OK', 'isv.DAY_LIMIT_CONTROL']],
    ['with a monthly cap of one', { monthCap: 1 }, ['OK', 'isv.MONTH_LIMIT_CONTROL']],
    ['with a blacklist', { blacklist: ['+8613900001235'] }, ['OK', 'isv.BLACK_KEY_CONTROL_LIMIT']],
    ['with one call per second', { qps: 1 }, ['OK', 'Throttling.User']],
  ])('%s sends or refuses two messages accordingly', async (_, change, codes) => {
    expect(await sendWith(change)).toEqual(codes);
  });
});

describe('per-number limits', () => {
  const once = { PhoneNumbers: '13900001234' };

  test('count minutes by the calendar', async () => {
    const sandbox = frozen();
    expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
    sandbox.clock.shift(54_000);
    expect(await send(sandbox, once)).toMatchObject(limitRefusal('分钟级流控Permits:1'));
    sandbox.clock.shift(1000);
    expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
  });

  test('count hours by the calendar, and a day as the last 24 hours', async () => {
    const sandbox = frozen();
    sandbox.clock.freeze(Date.parse('2026-01-02T03:50:00Z'));
    for (let index = 0; index < 5; index += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
      sandbox.clock.shift(60_000);
    }
    expect(await send(sandbox, once)).toMatchObject(limitRefusal('小时级流控Permits:5'));
    sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
    for (let index = 0; index < 5; index += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
      sandbox.clock.shift(60_000);
    }
    sandbox.clock.freeze(Date.parse('2026-01-03T03:49:59Z'));
    expect(await send(sandbox, once)).toMatchObject(limitRefusal('天级流控Permits:10'));
    sandbox.clock.freeze(Date.parse('2026-01-03T03:50:00Z'));
    expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
  });

  test('do not count refused calls, and count each signature separately', async () => {
    const sandbox = frozen();
    const bad = { ...once, TemplateParam: '{}' };
    expect(await send(sandbox, bad)).toMatchObject({ Code: 'isv.SMS_TEMPLATE_ILLEGAL' });
    expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
    const other = { ...once, SignName: '示例科技', TemplateCode: 'SMS_200000001' };
    expect(await send(sandbox, other)).toMatchObject({ Code: 'OK' });
  });

  test('apply within one call too', async () => {
    const twice = { PhoneNumbers: '13900001234,+8613900001234' };
    expect(await send(frozen(), twice)).toMatchObject(limitRefusal('分钟级流控Permits:1'));
  });

  test('allow 40 messages a day over all signatures', async () => {
    const [account] = createSandbox().accounts.all();
    const perNumber = { minute: 100, hour: 100, day: 100 };
    const accounts = account === undefined ? [] : [{ ...account.start, perNumber }];
    const sandbox = frozen({ seed: { accounts } });
    const other = { ...once, SignName: '示例科技', TemplateCode: 'SMS_200000001' };
    for (let index = 0; index < 20; index += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
      // oxlint-disable-next-line no-await-in-loop
      expect(await send(sandbox, other)).toMatchObject({ Code: 'OK' });
    }
    expect(await send(sandbox, other)).toMatchObject(limitRefusal('天级流控Permits:40'));
  });

  test('do not apply to numbers on the whitelist', async () => {
    const [account] = createSandbox().accounts.all();
    const whitelist = ['+8613900001234'];
    const accounts = account === undefined ? [] : [{ ...account.start, whitelist }];
    const sandbox = frozen({ seed: { accounts } });
    expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
    expect(await send(sandbox, once)).toMatchObject({ Code: 'OK' });
  });

  test('do not apply overseas', async () => {
    const sandbox = frozen();
    const abroad = { ...OVERSEAS, PhoneNumbers: '85268326366' };
    expect(await send(sandbox, abroad)).toMatchObject({ Code: 'OK' });
    expect(await send(sandbox, abroad)).toMatchObject({ Code: 'OK' });
  });
});

describe('a send is refused', () => {
  const texts = { SignName: '示例科技', TemplateCode: 'SMS_1', PhoneNumbers: '13900001234' };

  test.each([
    ['with an OutId that is too long', { OutId: 'x'.repeat(256) }, 'isv.INVALID_PARAMETERS'],
    ['with a withdrawn signature', { SignName: '旧' }, 'isv.SIGN_STATE_ILLEGAL'],
    ['with a text that is too long', {}, 'isv.PARAM_LENGTH_LIMIT'],
  ])('%s', async (_, change, code) => {
    const [account] = createSandbox().accounts.all();
    if (account === undefined) {
      throw new Error('no account');
    }
    const { start } = account;
    const signNames = [...start.signNames, { signName: '旧', status: 'cancelled' as const }];
    const templates = [{ templateCode: 'SMS_1', content: `\${code}${'x'.repeat(490)}` }];
    const sandbox = frozen({ seed: { accounts: [{ ...start, signNames, templates }] } });
    expect(await send(sandbox, { ...texts, ...change })).toMatchObject({ Code: code });
    expect(sandbox.messages.size()).toBe(0);
  });
});

test('the only variable of a verification template is the code, whatever its name', async () => {
  const [account] = createSandbox().accounts.all();
  const templates = [{ templateCode: 'SMS_1', content: '${pin}' }];
  const accounts = account === undefined ? [] : [{ ...account.start, templates }];
  const sandbox = frozen({ seed: { accounts } });
  const pin = { SignName: '示例科技', TemplateCode: 'SMS_1', TemplateParam: '{"pin":"4711"}' };
  expect(await send(sandbox, { ...pin, PhoneNumbers: '13900001234' })).toMatchObject({
    Code: 'OK',
  });
  expect(sandbox.lastCode('13900001234')).toBe('4711');
});
