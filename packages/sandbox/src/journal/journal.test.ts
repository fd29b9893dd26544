import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts';
import { startSandbox } from '../start-sandbox.ts';
import { SEND, callSandbox } from '../testing/calls.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  file = join(folder, 'messages.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** With a frozen clock, so that nothing is reported after the test. */
function frozen(options: SandboxOptions = {}): Sandbox {
  const sandbox = createSandbox({ persist: file, ...options });
  sandbox.clock.freeze();
  return sandbox;
}

async function send(sandbox: Sandbox, number: string): Promise<void> {
  expect(await callSandbox(sandbox, { ...SEND, PhoneNumbers: number })).toMatchObject({
    Code: 'OK',
  });
}

function owned(sandbox: Sandbox): unknown {
  return sandbox.accounts.all().map(({ signNames, templates }) => ({
    signNames: Object.fromEntries(signNames),
    templates: Object.fromEntries(templates),
  }));
}

/** Number of lines without the header. */
function lines(): number {
  return readFileSync(file, 'utf8').trim().split('\n').length - 1;
}

/** To different numbers, so that no limit is reached. */
async function sendMany(sandbox: Sandbox, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await send(sandbox, String(13_900_000_000 + index));
  }
}

test('messages and their reports are restored after a restart', async () => {
  const before = frozen();
  await send(before, '13900001234');
  before.clock.shift(60_000);
  await send(before, '15400000101');
  const after = frozen();
  expect(after.messages.list()).toEqual(before.messages.list());
  after.clock.shift(3_600_000);
  expect(after.messages.list().messages).toMatchObject([
    { status: 'failed', errCode: 'MOBILE_NOT_ON_SERVICE' },
    { status: 'delivered' },
  ]);
});

test('a message with an unfiled signature fails after a restart too', async () => {
  const unfiled = {
    Action: 'SendSms',
    SignName: '示例未报备',
    TemplateCode: 'SMS_200000001',
    TemplateParam: '{"code":"123456"}',
    PhoneNumbers: '13900001234',
  };
  expect(await callSandbox(frozen(), unfiled)).toMatchObject({ Code: 'OK' });
  const after = frozen();
  after.clock.shift(60_000);
  expect(after.messages.list().messages).toMatchObject([
    { status: 'failed', errCode: 'PORT_NOT_REGISTERED' },
  ]);
});

test('deleted messages stay deleted after a restart', async () => {
  const before = frozen();
  await send(before, '13900001234');
  before.messages.clear();
  await send(before, '13900005678');
  expect(frozen().messages.list()).toMatchObject({
    total: 1,
    messages: [{ to: '+8613900005678' }],
  });
});

test('a send that cannot be written to the file is not accepted', async () => {
  const sandbox = frozen();
  rmSync(folder, { recursive: true });
  const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const call = { ...SEND, PhoneNumbers: '13900001234' };
  expect(await callSandbox(sandbox, call)).toMatchObject({ Code: 'InternalError' });
  sandbox.clock.shift(60_000);
  expect(emitWarning).toHaveBeenCalled();
  emitWarning.mockRestore();
});

test('maxMessages limits the messages in memory and in the file', async () => {
  const before = frozen();
  for (const number of ['13900000001', '13900000002', '13900000003']) {
    // oxlint-disable-next-line no-await-in-loop
    await send(before, number);
  }
  const after = frozen({ maxMessages: 2 });
  expect(after.messages.size()).toBe(2);
  expect(lines()).toBe(2);
});

describe('signatures and templates', () => {
  const SIGN = {
    Action: 'CreateSmsSign',
    SignName: '晨光书店',
    SignSource: '0',
    QualificationId: '123',
    Remark: '登录验证',
  };
  const TEMPLATE = {
    Action: 'CreateSmsTemplate',
    TemplateName: '登录',
    TemplateContent: '您的登录验证码为${code}，10分钟内有效。',
    TemplateType: '0',
    TemplateRule: '{"code":"numberCaptcha"}',
    RelatedSignName: '示例科技',
  };

  test('are restored after a restart: new, decided and deleted ones', async () => {
    const before = frozen();
    await callSandbox(before, SIGN);
    await callSandbox(before, TEMPLATE);
    before.decideReview({ templateCode: 'SMS_200000030', reason: '缺少用途' });
    await callSandbox(before, { Action: 'DeleteSmsSign', SignName: '示例科技' });
    before.clock.shift(3000);
    expect(owned(frozen())).toEqual(owned(before));
    expect(owned(frozen())).toEqual(owned(before));
  });

  test('continue their review and filing after a restart', async () => {
    const before = frozen();
    await callSandbox(before, SIGN);
    const during = frozen();
    expect(during.accounts.all()[0]?.signNames.get('晨光书店')?.status).toBe('reviewing');
    during.clock.shift(3000);
    expect(during.accounts.all()[0]?.signNames.get('晨光书店')).toMatchObject({
      status: 'approved',
      filing: { mobile: -1 },
    });
    const after = frozen();
    after.clock.shift(3000);
    expect(after.accounts.all()[0]?.signNames.get('晨光书店')?.filing.mobile).toBe(3);
  });

  test('in review in the start state stay in review after a restart', () => {
    frozen();
    const after = frozen();
    after.clock.shift(3_600_000);
    expect(after.reviews.waiting()).toHaveLength(2);
  });

  test('are in the start state after a reset and a restart', async () => {
    const before = frozen();
    await callSandbox(before, SIGN);
    before.reset();
    expect(owned(frozen())).toEqual(owned(createSandbox()));
  });

  test('of an account that no longer exists are dropped with a warning', async () => {
    await callSandbox(frozen(), SIGN);
    const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const keys = [{ accessKeyId: 'k', accessKeySecret: 's' }];
    frozen({ seed: { accounts: [{ id: 'other', keys }] } });
    expect(emitWarning).toHaveBeenCalledWith(expect.stringContaining('1 stored signatures'));
    emitWarning.mockRestore();
  });

  test('are not created if the application cannot be written to the file', async () => {
    const sandbox = frozen();
    rmSync(folder, { recursive: true });
    const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    expect(await callSandbox(sandbox, SIGN)).toMatchObject({ Code: 'InternalError' });
    sandbox.clock.shift(3000);
    emitWarning.mockRestore();
  });
});

test('a sandbox whose port is in use does not touch the file of the running one', async () => {
  const running = await startSandbox({ port: 0, persist: file });
  await send(running, '13900001234');
  const before = statSync(file).ino;
  const second = startSandbox({ port: running.port, persist: file });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await send(running, '13900001235');
  await running.close();
  expect(statSync(file).ino).toBe(before);
  expect(frozen().messages.size()).toBe(2);
});

test('the port is released if the file cannot be used', async () => {
  await expect(startSandbox({ port: 0, persist: folder })).rejects.toMatchObject({
    code: 'EISDIR',
  });
});

describe('a file with many outdated lines', () => {
  test('is rewritten while the sandbox runs, without losing anything', async () => {
    const before = frozen({ maxMessages: 20 });
    before.decideReview({ signName: '示例待审' });
    await sendMany(before, 2100);
    expect(lines()).toBeLessThan(200);
    before.clock.shift(60_000);
    const after = frozen({ maxMessages: 20 });
    expect(after.messages.list()).toEqual(before.messages.list());
    expect(after.accounts.all()[0]?.signNames.get('示例待审')?.status).toBe('approved');
  });

  test('is not rewritten while most lines are current', async () => {
    await sendMany(frozen(), 2100);
    expect(lines()).toBe(2100);
  });

  test('keeps growing with few warnings if it cannot be rewritten', async () => {
    const before = frozen({ maxMessages: 20 });
    mkdirSync(`${file}.new`);
    const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    await sendMany(before, 2100);
    expect(lines()).toBe(2100);
    expect(emitWarning).toHaveBeenCalledTimes(1);
    emitWarning.mockRestore();
  });
});

describe('a damaged file', () => {
  test.each([
    ['an incomplete last line', '{"message":{"id":"x","te', 'was incomplete'],
    ['invalid lines', 'nonsense\n{"message":{}}\n', '2 damaged lines'],
  ])('with %s loses only these, with a warning', async (_, damage, warning) => {
    const before = frozen();
    await send(before, '13900001234');
    appendFileSync(file, damage);
    const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const after = frozen();
    expect(after.messages.size()).toBe(1);
    expect(emitWarning).toHaveBeenCalledWith(expect.stringContaining(warning));
    emitWarning.mockClear();
    await send(after, '13900005678');
    expect(frozen().messages.size()).toBe(2);
    expect(emitWarning).not.toHaveBeenCalled();
    emitWarning.mockRestore();
  });
});
