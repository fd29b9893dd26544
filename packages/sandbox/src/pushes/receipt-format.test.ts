import { expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { callSandbox } from '../testing/calls.ts';
import { internationalReport, signSmsReport, smsReport } from './receipt-format.ts';

const NOON = Date.parse('2026-01-02T04:00:00Z');

/** Sends one message; returns it before and after its delivery report. */
async function reported(parameters: Record<string, string>) {
  const sandbox = createSandbox({ random: () => 0.5 });
  sandbox.clock.freeze(NOON);
  const send = { Action: 'SendSms', SignName: '示例科技', TemplateParam: '{"code":"123456"}' };
  expect(await callSandbox(sandbox, { ...send, ...parameters })).toMatchObject({ Code: 'OK' });
  const [waiting] = sandbox.messages.list().messages;
  sandbox.clock.shift(60_000);
  const [message] = sandbox.messages.list().messages;
  if (!waiting || !message) throw new Error('no message');
  return { waiting, message };
}

test('a failure report of the international site has the cause in English', async () => {
  const { message } = await reported({
    PhoneNumbers: '15400000101',
    TemplateCode: 'SMS_200000001',
  });
  expect(internationalReport(message)).toMatchObject({
    Status: '2',
    ErrorCode: 'MOBILE_NOT_ON_SERVICE',
    ErrorDescription: expect.stringMatching(/^[A-Z][ -~’]+\.$/),
    ReceiveDate: '2026-01-02 12:00:02',
  });
});

test('an overseas number has its country code; the report time is empty until reported', async () => {
  const { waiting, message } = await reported({
    PhoneNumbers: '85268326366',
    TemplateCode: 'SMS_200000020',
  });
  expect(smsReport(message)).toMatchObject({ phone_number: '85268326366', success: true });
  expect(smsReport(waiting)).toMatchObject({ success: false, report_time: '' });
});

test('a report of the international site has the caller’s TaskId', async () => {
  const sandbox = createSandbox();
  sandbox.clock.freeze(NOON);
  const send = { Version: '2018-05-01', Action: 'SendMessageToGlobe', Message: 'Hello' };
  await callSandbox(sandbox, { ...send, To: '85268326366', TaskId: 'task-1' });
  await callSandbox(sandbox, { ...send, To: '85268326366' });
  const [plain, named] = sandbox.messages.list().messages;
  if (!plain || !named) throw new Error('no message');
  expect(internationalReport(named)).toMatchObject({ TaskId: 'task-1' });
  expect(internationalReport(plain)).not.toHaveProperty('TaskId');
});

test('a signature for verification codes is pushed with that scene', async () => {
  const sandbox = createSandbox();
  await callSandbox(sandbox, {
    Action: 'CreateSmsSign',
    SignName: '晨光书店',
    SignSource: '0',
    SignType: '0',
    QualificationId: '123',
  });
  const record = sandbox.accounts.find('testid')?.account.signNames.get('晨光书店');
  if (!record) throw new Error('no signature');
  expect(signSmsReport(record)).toMatchObject({
    sign_name: '晨光书店',
    sign_status: 'approving',
    sign_scene: '验证码',
  });
});
