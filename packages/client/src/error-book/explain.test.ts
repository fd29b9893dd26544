import { expect, test } from 'vitest';
import { categories } from './categories.ts';
import { errorBook } from './error-book.ts';
import { explainApiCode } from './explain.ts';

test('the error book has more than 150 codes, each once', () => {
  const codes = errorBook.map(({ code }) => code.replace(/^is[vp]\./, ''));
  expect(codes.length).toBeGreaterThan(150);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test('every code has a cause and a remedy in both languages, in whole sentences', () => {
  const chinese = /[\u4e00-\u9fff]/u;
  const faulty = errorBook.filter(
    ({ en, zh }) =>
      !en.every((text) => text.endsWith('.') && !chinese.test(text)) ||
      !zh.every((text) => text.endsWith('。') && chinese.test(text)),
  );
  expect(faulty).toEqual([]);
});

test('every category except unknown is in use', () => {
  const used = new Set<string>(errorBook.map(({ category }) => category));
  expect(Object.keys(categories).filter((name) => !used.has(name))).toEqual(['unknown']);
});

test('only codes of delivery reports have the outcome accepted', () => {
  const faulty = errorBook.filter(
    ({ code, category }) =>
      (explainApiCode(code).outcome === 'accepted') !== (category === 'delivery'),
  );
  expect(faulty).toEqual([]);
});

test('a code is explained in the requested language', () => {
  expect(explainApiCode('isv.OUT_OF_SERVICE')).toEqual({
    apiCode: 'isv.OUT_OF_SERVICE',
    known: true,
    outcome: 'not-sent',
    category: 'account',
    fixedBy: 'operator',
    retry: 'after-fix',
    cause: 'The service is suspended because the account has an overdue payment.',
    remedy: 'Top up the account.',
    retryAdvice: 'Once this is fixed.',
  });
  expect(explainApiCode('isv.OUT_OF_SERVICE', 'zh')).toMatchObject({
    cause: '账号欠费，业务已停机。',
    remedy: '充值。',
    retryAdvice: '处理后可以重发。',
  });
});

test('an entry can override its category', () => {
  expect(explainApiCode('isv.SECURITY_FROZEN_ACCOUNT').fixedBy).toBe('aliyun');
  expect(explainApiCode('isv.INTERFACE_OFFLINE').retry).toBe('never');
  expect(explainApiCode('DELIVERED')).toMatchObject({ fixedBy: 'nobody', retry: 'unneeded' });
});

test.each([
  ['isv.RAM_PERMISSION_DENY', 'permission'],
  ['isp.RAM_PERMISSION_DENY', 'permission'],
  ['RAM_PERMISSION_DENY', 'permission'],
  ['MOBILE_NUMBER_ILLEGAL', 'phone-number'],
  ['isp.SYSTEM_ERROR', 'service'],
  ['SYSTEM_ERROR', 'service'],
  ['isv.SIGNATURE_BLACKLIST', 'sign-name'],
  ['Throttling.Whatever', 'throttled'],
  ['MissingWhatever', 'request'],
  ['ID:0013', 'delivery'],
])('%s belongs to %s', (apiCode, category) => {
  expect(explainApiCode(apiCode)).toMatchObject({ apiCode, known: true, category });
});

test('a code that is not in the error book is reported as unknown', () => {
  expect(explainApiCode('isv.NEW')).toMatchObject({
    known: false,
    outcome: 'not-sent',
    category: 'unknown',
    retry: 'never',
    cause: 'This code is not in the error book.',
  });
  expect(explainApiCode('constructor')).toMatchObject({ known: false });
  expect(explainApiCode('isp.UNKNOWN')).toMatchObject({ known: false });
  expect(explainApiCode('isv.NEW', 'zh').remedy).toContain('请求 ID');
});
