import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReceiptChange } from './receipts.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { SEND, callSandbox } from '../testing/calls.ts';

const NOON = Date.parse('2026-01-02T04:00:00Z');
let server: Server;
let pushes: { contentType: string | undefined; body: unknown }[];
let answer: { status: number; body: string };
let pushed: () => void;

beforeEach(async () => {
  pushes = [];
  answer = { status: 200, body: '{"code":0,"msg":"ok"}' };
  pushed = () => {};
  server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: unknown = JSON.parse(Buffer.concat(await request.toArray()).toString());
  pushes.push({ contentType: request.headers['content-type'], body });
  response.writeHead(answer.status).end(answer.body);
  pushed();
}

function frozen(change: ReceiptChange = {}, values: number[] = []): Sandbox {
  const sandbox = createSandbox({ random: () => values.shift() ?? 0.5 });
  sandbox.clock.freeze(NOON);
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  sandbox.receipts.configure({ url: `http://127.0.0.1:${port}/receipts`, ...change });
  return sandbox;
}

/** Waits until this many pushes have arrived and their results were recorded. */
async function pushesRecorded(sandbox: Sandbox, count: number): Promise<void> {
  while (pushes.length < count) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise<void>((resolve) => {
      pushed = resolve;
    });
  }
  while (sandbox.receipts.pushes().length < count) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

test('a report is pushed in Aliyun’s format', async () => {
  const sandbox = frozen();
  const { BizId } = await callSandbox(sandbox, {
    ...SEND,
    PhoneNumbers: '13900001234',
    OutId: 'order-1',
  });
  sandbox.clock.shift(10_000);
  await pushesRecorded(sandbox, 1);
  expect(pushes).toEqual([
    {
      contentType: 'application/json;charset=utf-8',
      body: [
        {
          phone_number: '13900001234',
          send_time: '2026-01-02 12:00:00',
          report_time: '2026-01-02 12:00:02',
          success: true,
          err_code: 'DELIVERED',
          err_msg: '用户接收成功',
          sms_size: '1',
          biz_id: BizId,
          out_id: 'order-1',
        },
      ],
    },
  ]);
  expect(sandbox.receipts.pushes()).toMatchObject([
    { attempt: 1, outcome: 'accepted', status: 200 },
  ]);
});

test('simultaneous reports are pushed together, overseas ones in their own format', async () => {
  const sandbox = frozen();
  await callSandbox(sandbox, { ...SEND, PhoneNumbers: '13900001234,15400000101' });
  await callSandbox(sandbox, {
    Action: 'SendMessageToGlobe',
    Version: '2018-05-01',
    To: '85268326366',
    Message: 'hello',
  });
  sandbox.clock.shift(10_000);
  await pushesRecorded(sandbox, 2);
  expect(pushes.map(({ body }) => body)).toMatchObject([
    [{ success: true }, { success: false, err_code: 'MOBILE_NOT_ON_SERVICE' }],
    [{ To: '85268326366', Status: '1', ErrorCode: 'DELIVERED', SmsSize: '1' }],
  ]);
});

const APPLY = {
  Action: 'CreateSmsSign',
  SignName: '晨光书店',
  SignSource: '0',
  QualificationId: '123',
  Remark: '登录验证',
};

/** Pushes of all kinds to the same URL. */
function everywhere(): ReceiptChange {
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/pushes`;
  return { url, signNameUrl: url, templateUrl: url };
}

describe('review results', () => {
  test('of a signature are pushed: the application, then the decision, but no filing', async () => {
    const sandbox = frozen(everywhere());
    const { OrderId } = await callSandbox(sandbox, { ...APPLY, Remark: 'sandbox:reject' });
    await pushesRecorded(sandbox, 1);
    sandbox.clock.shift(3000);
    await pushesRecorded(sandbox, 2);
    const report = {
      sign_name: '晨光书店',
      sign_status: 'approving',
      sign_scene: '通用',
      sign_source: '企事业单位的全称或简称',
      reason: '',
      remark: 'sandbox:reject',
      orderId: OrderId,
      create_date: '2026-01-02 12:00:00',
    };
    expect(pushes.map(({ body }) => body)).toEqual([
      [report],
      [{ ...report, sign_status: 'rejected', reason: '签名来源与资质不符' }],
    ]);
    await callSandbox(sandbox, { ...APPLY, Action: 'UpdateSmsSign' });
    sandbox.clock.shift(3000);
    sandbox.clock.shift(3_600_000);
    await pushesRecorded(sandbox, 4);
    expect(sandbox.receipts.pushes().map(({ type, signName }) => [type, signName])).toEqual(
      Array.from({ length: 4 }, () => ['SignSmsReport', '晨光书店']),
    );
  });

  test('of a template are pushed, one item at a time', async () => {
    const sandbox = frozen(everywhere());
    sandbox.decideReview({ templateCode: 'SMS_200000030', reason: '缺少用途' });
    sandbox.decideReview({ signName: '示例待审' });
    await pushesRecorded(sandbox, 2);
    expect(pushes.map(({ body }) => body)).toEqual([
      [
        {
          template_code: 'SMS_200000030',
          template_name: '待审验证码',
          template_type: '验证码',
          template_content: '您的验证码${code}，5分钟内有效。',
          template_status: 'rejected',
          reason: '缺少用途',
          remark: '',
          orderId: '20000000001',
          create_date: '2026-01-01 08:00:00',
        },
      ],
      [expect.objectContaining({ sign_name: '示例待审', sign_status: 'approved' })],
    ]);
  });

  test('are retried like reports, and are not pushed without their own URL', async () => {
    const sandbox = frozen({ signNameUrl: everywhere().url ?? '' });
    answer = { status: 500, body: '' };
    sandbox.decideReview({ templateCode: 'SMS_200000030' });
    sandbox.decideReview({ signName: '示例待审' });
    let count = 0;
    for (const minutes of [1, 5, 10]) {
      count += 1;
      // oxlint-disable-next-line no-await-in-loop
      await pushesRecorded(sandbox, count);
      sandbox.clock.shift(minutes * 60_000);
    }
    await pushesRecorded(sandbox, 4);
    expect(sandbox.receipts.pushes()).toMatchObject(
      [4, 3, 2, 1].map((attempt) => ({ type: 'SignSmsReport', attempt, outcome: 'refused' })),
    );
  });
});

describe('a push', () => {
  test.each([
    ['a server error', { status: 500, body: '{"code":0}' }],
    ['a code that is not a number', { status: 200, body: '{"code":"0"}' }],
    ['invalid JSON', { status: 200, body: 'ok' }],
  ])('answered with %s is retried after 1, 5 and 10 minutes, then given up', async (_, bad) => {
    const sandbox = frozen();
    answer = bad;
    await callSandbox(sandbox, { ...SEND, PhoneNumbers: '13900001234' });
    sandbox.clock.shift(10_000);
    let count = 0;
    for (const minutes of [1, 5, 10]) {
      count += 1;
      // oxlint-disable-next-line no-await-in-loop
      await pushesRecorded(sandbox, count);
      sandbox.clock.shift(minutes * 60_000 - 1);
      expect(pushes).toHaveLength(count);
      sandbox.clock.shift(1);
    }
    await pushesRecorded(sandbox, 4);
    sandbox.clock.shift(24 * 3_600_000);
    const attempts = sandbox.receipts.pushes();
    expect(attempts.map(({ attempt, outcome }) => [attempt, outcome])).toEqual(
      [4, 3, 2, 1].map((attempt) => [attempt, 'refused']),
    );
  });

  test('can be lost or duplicated', async () => {
    // For each message: delay, loss, duplicate.
    const sandbox = frozen({ losses: 0.4, duplicates: 0.4 }, [0.5, 0.5, 0.1, 0.9, 0.1]);
    await callSandbox(sandbox, { ...SEND, PhoneNumbers: '13900001234' });
    await callSandbox(sandbox, { ...SEND, PhoneNumbers: '13900005678' });
    sandbox.clock.shift(10_000);
    await pushesRecorded(sandbox, 1);
    expect(pushes[0]?.body).toMatchObject([
      { phone_number: '13900005678' },
      { phone_number: '13900005678' },
    ]);
  });

  test('can be replayed', async () => {
    const sandbox = frozen();
    await callSandbox(sandbox, { ...SEND, PhoneNumbers: '13900001234' });
    sandbox.clock.shift(10_000);
    await pushesRecorded(sandbox, 1);
    expect(sandbox.receipts.replay()).toBe(1);
    await pushesRecorded(sandbox, 2);
    expect(pushes[1]).toEqual(pushes[0]);
  });

  test.each([
    'http://192.0.2.1/',
    'http://localhost.example/',
    'ftp://127.0.0.1/',
    'file:///etc',
    'http://name:word@127.0.0.1/',
  ])('to %s is refused', (url) => {
    expect(() => frozen().receipts.configure({ url })).toThrow(RangeError);
  });

  test.each(['signNameUrl', 'templateUrl'])(
    'to another host in %s is refused, and changes nothing',
    (name) => {
      const sandbox = createSandbox();
      const change = { url: 'http://127.0.0.1/', [name]: 'http://192.0.2.1/' };
      expect(() => sandbox.receipts.configure(change)).toThrow(RangeError);
      expect(sandbox.receipts.settings()).not.toHaveProperty('url');
    },
  );

  test('to another host is possible if that host is allowed', () => {
    const sandbox = createSandbox({ allowReceiptHosts: ['app'] });
    sandbox.receipts.configure({ url: 'http://app:3000/receipts' });
    expect(sandbox.receipts.settings().url).toBe('http://app:3000/receipts');
    sandbox.receipts.configure({ url: null });
    expect(sandbox.receipts.settings()).not.toHaveProperty('url');
  });
});
