import { describe, expect, test } from 'vitest';
import { sandbox, today, unfilled } from './testing/official-acceptance.ts';
import { generatedClient, popCore } from './testing/official-clients.ts';
import { account, signName, templates } from './testing/ready-made.ts';

const international = [
  generatedClient('dysmsapi20180501', sandbox.url, account),
  popCore('GET', sandbox.url, account, '2018-05-01'),
  popCore('POST', sandbox.url, account, '2018-05-01'),
];

describe.each(international)('the international site through $name', (client) => {
  const text = { To: '85268326366', From: 'Example', Message: 'Your code is 042137.', Type: 'OTP' };

  test('sends a free text to an overseas number, and reports its delivery', async () => {
    const sent = await client.call('SendMessageToGlobe', text);
    expect(sent).toMatchObject({ apiCode: 'OK', body: { To: text.To, Segments: '1' } });
    expect(unfilled(sent)).toEqual([]);
    expect(sandbox.messages.list().messages).toMatchObject([
      { product: 'international', to: '+85268326366', country: 'HK', code: '042137' },
    ]);

    sandbox.clock.shift(60_000);
    const query = { MessageId: sent.body['MessageId'] };
    const found = await client.call('QueryMessage', query);
    expect(found).toMatchObject({ apiCode: 'OK', body: { Status: '1', To: text.To } });
    expect(unfilled(found)).toEqual([]);
  });

  test('sends a template to a mainland number', async () => {
    const sent = await client.call('SendMessageWithTemplate', {
      To: '8613912340001',
      From: signName,
      TemplateCode: templates.china,
      TemplateParam: '{"code":"042137"}',
    });
    expect(sent.apiCode).toBe('OK');
    expect(unfilled(sent)).toEqual([]);
    expect(sandbox.messages.list().messages).toMatchObject([
      { to: '+8613912340001', code: '042137' },
    ]);
  });

  test.each([
    ['a mainland number for free text', { To: '8613912340001' }],
    ['an invalid number', { To: '1' }],
    ['no text', { Message: '' }],
  ])('is refused with %s', async (_what, changes) => {
    const { apiCode } = await client.call('SendMessageToGlobe', { ...text, ...changes });
    expect(apiCode).toMatch(/^(isv\.)?[A-Z][A-Za-z_]+$/);
    expect(apiCode).not.toBe('OK');
    expect(sandbox.messages.list().messages).toHaveLength(0);
  });
});

const authentication = [
  generatedClient('dypnsapi20170525', sandbox.url, account),
  popCore('GET', sandbox.url, account),
  popCore('POST', sandbox.url, account),
];

describe.each(authentication)('SMS authentication through $name', (client) => {
  const request = {
    PhoneNumber: '13912340001',
    SignName: '速通互联验证码',
    TemplateCode: '100001',
    TemplateParam: '{"code":"##code##","min":"5"}',
    ReturnVerifyCode: true,
    CodeLength: 6,
    OutId: 'order-1',
  };
  const check = (VerifyCode: unknown) =>
    client.call('CheckSmsVerifyCode', { PhoneNumber: request.PhoneNumber, VerifyCode });

  test('creates a code, sends it and recognises it', async () => {
    const sent = await client.call('SendSmsVerifyCode', request);
    expect(sent).toMatchObject({ apiCode: 'OK', body: { Success: true } });
    expect(unfilled(sent).filter((field) => field !== 'AccessDeniedDetail')).toEqual([]);
    const code = sandbox.lastCode('13912340001');
    expect(sent.body['Model']).toMatchObject({ VerifyCode: code, OutId: 'order-1' });
    expect(code).toMatch(/^\d{6}$/);

    expect((await check('wrong')).apiCode).toBe('isv.ValidateFail');
    const checked = await check(code);
    expect(checked).toMatchObject({ apiCode: 'OK', body: { Model: { VerifyResult: 'PASS' } } });
  });

  test('sends the caller’s own code, which it cannot check', async () => {
    const TemplateParam = '{"code":"042137","min":"5"}';
    const sent = await client.call('SendSmsVerifyCode', { ...request, TemplateParam });
    expect(sent.apiCode).toBe('OK');
    expect(sandbox.lastCode('13912340001')).toBe('042137');
    expect((await check('042137')).apiCode).toBe('isv.ValidateFail');
  });

  test('is refused a second request within the interval', async () => {
    await client.call('SendSmsVerifyCode', request);
    expect((await client.call('SendSmsVerifyCode', request)).apiCode).toBe('biz.FREQUENCY');
  });

  test.each([
    ['a custom signature', { SignName: signName }, 'isv.INVALID_PARAMETERS'],
    ['an overseas number', { PhoneNumber: '85268326366' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
  ])('is refused with %s', async (_what, changes, apiCode) => {
    expect(await client.call('SendSmsVerifyCode', { ...request, ...changes })).toMatchObject({
      apiCode,
    });
  });
});

describe('QuerySendDetails of SMS authentication', () => {
  test('reports the delivery in its own format', async () => {
    const client = generatedClient('dypnsapi20170525', sandbox.url, account);
    await client.call('SendSmsVerifyCode', {
      PhoneNumber: '13912340001',
      SignName: '速通互联验证码',
      TemplateCode: '100001',
      TemplateParam: '{"code":"042137","min":"5"}',
      OutId: 'order-1',
    });
    sandbox.clock.shift(60_000);
    const found = await client.call('QuerySendDetails', {
      PhoneNumber: '13912340001',
      SendDate: today().replaceAll('-', ''),
      PageSize: 10,
      CurrentPage: 1,
    });
    expect(found).toMatchObject({
      apiCode: 'OK',
      body: { Model: [{ PhoneNum: '13912340001', SendStatus: 3, ErrCode: 'DELIVERED' }] },
    });
    // Only in refusals.
    expect(unfilled(found)).toEqual(['AccessDeniedDetail']);
  });
});
