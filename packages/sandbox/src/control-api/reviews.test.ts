import { beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { callSandbox } from '../testing/calls.ts';
import { createControlApp } from './index.ts';

const APPLY = {
  Action: 'CreateSmsTemplate',
  TemplateName: '登录',
  TemplateContent: '您的登录验证码为${code}，10分钟内有效。',
  TemplateType: '0',
  TemplateRule: '{"code":"numberCaptcha"}',
  RelatedSignName: '示例科技',
  Remark: '登录用',
};

let sandbox: Sandbox;
let send: (method: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.clock.freeze(Date.parse('2026-03-01T12:00:00.000Z'));
  const app = createControlApp(sandbox);
  send = async (method, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json' };
    const request = new Request('http://127.0.0.1/sandbox/v1/reviews', {
      method,
      headers,
      ...json,
    });
    const response = await app.fetch(request);
    return { status: response.status, body: await response.json() };
  };
});

async function apply(): Promise<string> {
  const { TemplateCode } = await callSandbox(sandbox, APPLY);
  return String(TemplateCode);
}

async function stateOf(templateCode: string): Promise<unknown> {
  const query = { Action: 'GetSmsTemplate', TemplateCode: templateCode };
  const { TemplateStatus, AuditInfo } = await callSandbox(sandbox, query);
  return { TemplateStatus, AuditInfo };
}

test('lists what is in review with content and remark, oldest first', async () => {
  const templateCode = await apply();
  const { body } = await send('GET');
  const account = '1000000000000001';
  expect(body).toEqual({
    byHand: false,
    reviews: [
      { account, signName: '示例待审', remark: '', createdAt: '2026-01-01T00:00:00.000Z' },
      {
        account,
        templateCode: 'SMS_200000030',
        template: { name: '待审验证码', content: '您的验证码${code}，5分钟内有效。', type: 0 },
        remark: '',
        createdAt: '2026-01-01T00:00:00.000Z',
      },
      {
        account,
        templateCode,
        template: { name: '登录', content: APPLY.TemplateContent, type: 0 },
        remark: '登录用',
        createdAt: '2026-03-01T12:00:00.000Z',
      },
    ],
  });
});

describe('a decision', () => {
  test('approves before the usual time is over', async () => {
    const templateCode = await apply();
    const answer = await send('POST', { templateCode });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toMatchObject({
      reviews: expect.arrayContaining([expect.objectContaining({ templateCode })]),
    });
    expect(await stateOf(templateCode)).toMatchObject({ TemplateStatus: 1 });
  });

  test('rejects with the given reason, which is final', async () => {
    const templateCode = await apply();
    await send('POST', { templateCode, reason: '缺少用途' });
    sandbox.clock.shift(3_600_000);
    expect(await stateOf(templateCode)).toEqual({
      TemplateStatus: 2,
      AuditInfo: { AuditDate: '2026-03-01 20:00:00', RejectInfo: '缺少用途' },
    });
  });

  test('can be limited to one account', async () => {
    const decision = { signName: '示例待审', account: 'another' };
    expect((await send('POST', decision)).status).toBe(404);
    expect((await send('POST', { ...decision, account: '1000000000000001' })).status).toBe(200);
  });

  test('about something that is not in review is answered with 404', async () => {
    expect(await send('POST', { signName: '示例科技' })).toEqual({
      status: 404,
      body: { error: expect.stringContaining('in review') },
    });
  });

  test('reaches no application that a listener has removed meanwhile', () => {
    const review = { signName: '示例', status: 'reviewing' as const };
    const accounts = ['one', 'two'].map((id) => ({
      id,
      keys: [{ accessKeyId: id, accessKeySecret: 's' }],
      signNames: [review],
    }));
    const own = createSandbox({ seed: { accounts } });
    const decided: string[] = [];
    own.reviews.subscribe(({ status }) => {
      decided.push(status);
      own.accounts.get('two')?.signNames.delete('示例');
    });
    own.decideReview({ signName: '示例' });
    expect(decided).toEqual(['approved']);
  });

  test.each([
    {},
    { signName: '' },
    { signName: '示例待审', templateCode: 'SMS_200000030' },
    { signName: '示例待审', reason: '' },
    { signName: '示例待审', approved: true },
  ])('that is ambiguous or malformed is refused: %j', async (decision) => {
    expect((await send('POST', decision)).status).toBe(400);
    expect(sandbox.reviews.waiting()).toHaveLength(2);
  });
});

test('manual review can be switched on and off', async () => {
  expect((await send('PUT', { byHand: true })).body).toMatchObject({ byHand: true });
  const templateCode = await apply();
  sandbox.clock.shift(3_600_000);
  expect(await stateOf(templateCode)).toMatchObject({ TemplateStatus: 0 });
  await send('PUT', { byHand: false });
  sandbox.clock.shift(3000);
  expect(await stateOf(templateCode)).toMatchObject({ TemplateStatus: 1 });
  expect(sandbox.reviews.waiting()).toHaveLength(2);
});

test('a reset switches manual review off', async () => {
  await send('PUT', { byHand: true });
  sandbox.reset();
  expect((await send('GET')).body).toMatchObject({ byHand: false });
});
