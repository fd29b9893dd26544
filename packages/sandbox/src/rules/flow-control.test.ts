import { expect, test } from 'vitest';
import { AccountBook, type Account } from '../accounts/accounts.ts';
import { FlowControl, type LimitedSend } from './flow-control.ts';
import { readAccounts } from '../accounts/seed.ts';

const NOON = Date.parse('2026-01-02T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TO = '+8613900001234';

function account(id: string, more = {}): Account {
  const signNames = [{ signName: 'A' }, { signName: 'B' }];
  const templates = [
    { templateCode: 'CODE', content: '${code}', type: 0 as const },
    { templateCode: 'OTHER_CODE', content: '${code}', type: 0 as const },
    { templateCode: 'NOTICE', content: 'x', type: 1 as const },
    { templateCode: 'OTHER_NOTICE', content: 'x', type: 2 as const },
  ];
  const keys = [{ accessKeyId: id, accessKeySecret: 's' }];
  const [made] = new AccountBook(readAccounts([{ id, keys, signNames, templates, ...more }])).all();
  if (made === undefined) {
    throw new Error('no account');
  }
  return made;
}

const OWN = account('1');

function send(
  change: Partial<Omit<LimitedSend, 'template'>> & { code?: string } = {},
): LimitedSend {
  const { code = 'CODE', ...rest } = change;
  const template = OWN.templates.get(code);
  if (template === undefined) {
    throw new Error('no template');
  }
  return { account: OWN, signName: 'A', to: TO, template, ...rest };
}

/** The message of the refusal; `undefined` if the sends pass. */
function refusal(flow: FlowControl, sends: readonly LimitedSend[], now: number): unknown {
  try {
    flow.check(sends, now);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

test('a verification message counts only with those of its account, signature and number', () => {
  const flow = new FlowControl();
  flow.note([send()], NOON);
  const minute = '触发分钟级流控Permits:1';
  expect(refusal(flow, [send()], NOON)).toBe(minute);
  expect(refusal(flow, [send({ code: 'OTHER_CODE' })], NOON)).toBe(minute);
  expect(refusal(flow, [send({ signName: 'B' })], NOON)).toBeUndefined();
  expect(refusal(flow, [send({ account: account('2') })], NOON)).toBeUndefined();
  expect(refusal(flow, [send({ to: '+8613900005678' })], NOON)).toBeUndefined();
  expect(refusal(flow, [send({ code: 'NOTICE' })], NOON)).toBeUndefined();
});

test('a refusal has code and check of flow control', () => {
  const flow = new FlowControl();
  flow.note([send()], NOON);
  expect(() => flow.check([send()], NOON)).toThrow(
    expect.objectContaining({ apiCode: 'isv.BUSINESS_LIMIT_CONTROL', check: 'flowControl' }),
  );
});

test.each([
  ['the first millisecond of the minute counts', 0, 59_999, '触发分钟级流控Permits:1'],
  ['the last millisecond of the previous minute does not count', -1, 0, undefined],
  ['a future send, after the clock was set back, does not count', 1, 0, undefined],
])('%s', (_, notedAfter, checkedAfter, expected) => {
  const flow = new FlowControl();
  flow.note([send()], NOON + notedAfter);
  expect(refusal(flow, [send()], NOON + checkedAfter)).toBe(expected);
});

test('an hour is a calendar hour, a day the last 24 hours', () => {
  const flow = new FlowControl();
  for (let index = 0; index < 5; index += 1) {
    flow.note([send()], NOON + index * MINUTE);
  }
  expect(refusal(flow, [send()], NOON + HOUR - 1)).toBe('触发小时级流控Permits:5');
  expect(refusal(flow, [send()], NOON + HOUR)).toBeUndefined();
  for (let index = 0; index < 5; index += 1) {
    flow.note([send()], NOON + HOUR + index * MINUTE);
  }
  expect(refusal(flow, [send()], NOON + DAY - 1)).toBe('触发天级流控Permits:10');
  expect(refusal(flow, [send()], NOON + DAY)).toBeUndefined();
});

test('40 verification messages a day over all accounts and signatures, not counting notices', () => {
  const flow = new FlowControl();
  const other = account('2');
  const note = (index: number): void => {
    const sender = index % 2 === 0 ? { account: other } : { signName: `S${index}` };
    flow.note([send(sender), send({ code: 'NOTICE' })], NOON);
  };
  for (let index = 0; index < 39; index += 1) {
    note(index);
  }
  expect(refusal(flow, [send({ signName: 'B' })], NOON)).toBeUndefined();
  note(39);
  expect(refusal(flow, [send({ signName: 'B' })], NOON)).toBe('触发天级流控Permits:40');
  expect(refusal(flow, [send({ signName: 'B' })], NOON + DAY)).toBeUndefined();
});

test('50 notices a day with one signature and template', () => {
  const flow = new FlowControl();
  const notice = send({ code: 'NOTICE' });
  for (let index = 0; index < 50; index += 1) {
    expect(refusal(flow, [notice], NOON)).toBeUndefined();
    flow.note([notice], NOON);
  }
  expect(refusal(flow, [notice], NOON + DAY - 1)).toBe('触发天级流控Permits:50');
  expect(refusal(flow, [send({ code: 'OTHER_NOTICE' })], NOON)).toBeUndefined();
  expect(refusal(flow, [send({ code: 'NOTICE', signName: 'B' })], NOON)).toBeUndefined();
  expect(refusal(flow, [notice], NOON + DAY)).toBeUndefined();
});

test('check counts the other sends of the call by number, but records nothing', () => {
  const flow = new FlowControl();
  expect(refusal(flow, [send(), send()], NOON)).toBe('触发分钟级流控Permits:1');
  expect(refusal(flow, [send(), send({ to: '+8613900005678' })], NOON)).toBeUndefined();
  const three = account('3', { perNumber: { minute: 3, hour: 9, day: 9 } });
  const one = send({ account: three });
  flow.note([one], NOON);
  expect(refusal(flow, [one, one], NOON)).toBeUndefined();
  expect(refusal(flow, [one, one, one], NOON)).toBe('触发分钟级流控Permits:3');
});

test('a number on the whitelist is neither refused nor counted', () => {
  const flow = new FlowControl();
  const trusting = account('4', { whitelist: [TO] });
  const free = send({ account: trusting });
  flow.note(
    Array.from({ length: 50 }, () => free),
    NOON,
  );
  expect(refusal(flow, [free, free], NOON)).toBeUndefined();
  expect(refusal(flow, [send()], NOON)).toBeUndefined();
});

test('sends older than a day are dropped, younger ones are kept', () => {
  const flow = new FlowControl();
  flow.note([send()], NOON);
  flow.note([send()], NOON + DAY - 1);
  flow.note([send()], NOON + DAY);
  // Back to the times of the first and the second.
  expect(refusal(flow, [send()], NOON)).toBeUndefined();
  expect(refusal(flow, [send()], NOON + DAY - 1)).toBe('触发分钟级流控Permits:1');
});

test('nothing counts after a clear', () => {
  const flow = new FlowControl();
  flow.note([send()], NOON);
  flow.clear();
  expect(refusal(flow, [send()], NOON)).toBeUndefined();
});
