import { describe, expect, test } from 'vitest';
import { seedSchema, readAccounts, type Template } from '../accounts/seed.ts';
import { DEFAULT_ACCOUNTS } from '../accounts/default-accounts.ts';
import { readTemplateParam, renderTemplate } from './template-param.ts';
import { unfitAttribute } from './variable-attributes.ts';

const STRICT = seedSchema.parse({}).settings;
const [account] = readAccounts(DEFAULT_ACCOUNTS);

function template(templateCode: string): Template {
  const found = account?.templates.find((candidate) => candidate.templateCode === templateCode);
  if (found === undefined) {
    throw new Error(`no template ${templateCode}`);
  }
  return found;
}

const VERIFICATION = template('SMS_200000001');
const NOTICE = template('SMS_200000010');

test('values are filled into the template unchanged', () => {
  const text = '{"name":"$&甲","order":"A-1"}';
  const param = readTemplateParam(text, NOTICE, STRICT);
  expect(renderTemplate(NOTICE.content, param)).toBe('$&甲您好，您的订单A-1已发货。');
});

describe('TemplateParam', () => {
  test.each([
    ['is not JSON', VERIFICATION, 'bad', 'isv.INVALID_JSON_PARAM'],
    ['is a list', VERIFICATION, '["123456"]', 'isv.INVALID_JSON_PARAM'],
    ['is null', VERIFICATION, 'null', 'isv.INVALID_JSON_PARAM'],
    ['is absent', VERIFICATION, '', 'isv.SMS_TEMPLATE_ILLEGAL'],
    ['lacks a variable', NOTICE, '{"name":"a"}', 'isv.SMS_TEMPLATE_ILLEGAL'],
    ['has an empty code', VERIFICATION, '{"code":""}', 'isv.INVALID_PARAMETERS'],
    ['has an empty value', NOTICE, '{"name":"","order":"b"}', 'isv.TEMPLATE_MISSING_PARAMETERS'],
    ['has the key __proto__', VERIFICATION, '{"__proto__":"1"}', 'isv.SMS_TEMPLATE_ILLEGAL'],
    ['has a null', VERIFICATION, '{"code":null}', 'isv.INVALID_JSON_PARAM'],
    ['has an IP address', NOTICE, '{"name":"甲10.0.0.1","order":"b"}', 'isv.PARAM_NOT_SUPPORT_URL'],
    ['has a domain', NOTICE, '{"name":"见example.com","order":"b"}', 'isv.PARAM_NOT_SUPPORT_URL'],
    ['has an object', VERIFICATION, '{"code":{}}', 'isv.INVALID_JSON_PARAM'],
    ['has a code with a hyphen', VERIFICATION, '{"code":"12-34"}', 'isv.INVALID_PARAMETERS'],
    ['has a code of 3 digits', VERIFICATION, '{"code":"123"}', 'isv.PARAM_LENGTH_LIMIT'],
    ['has a code of 7 digits', VERIFICATION, '{"code":"1234567"}', 'isv.PARAM_LENGTH_LIMIT'],
    [
      'has a value of 36 characters',
      NOTICE,
      `{"name":"${'a'.repeat(36)}","order":"b"}`,
      'isv.PARAM_LENGTH_LIMIT',
    ],
    ['has a link', NOTICE, '{"name":"http://a.cn","order":"b"}', 'isv.PARAM_NOT_SUPPORT_URL'],
    ['has brackets', NOTICE, '{"name":"【a】","order":"b"}', 'isv.INVALID_PARAMETERS'],
    ['has an emoji', NOTICE, '{"name":"😀","order":"b"}', 'isv.UNSUPPORTED_CONTENT'],
    [
      'has letters in the test template',
      template('SMS_154950909'),
      '{"code":"abcdef"}',
      'isv.SMS_TEST_TEMPLATE_PARAMS_ILLEGAL',
    ],
    [
      'has a value that does not match its attribute',
      { ...NOTICE, rule: { order: 'numberCaptcha' } },
      '{"name":"a","order":"b"}',
      'isv.TEMPLATE_PARAMS_ILLEGAL',
    ],
  ])('that %s is refused', (_, forTemplate, text, apiCode) => {
    expect(() => readTemplateParam(text, forTemplate, STRICT)).toThrow(
      expect.objectContaining({ apiCode }),
    );
  });

  test('may have extra keys and JSON numbers', () => {
    const text = '{"code":123456,"min":"5"}';
    expect(readTemplateParam(text, VERIFICATION, STRICT)).toEqual({ code: '123456' });
    const notice = '{"name":1.25,"order":"v1.2.3.4.5 Mr.Li","more":"a"}';
    expect(readTemplateParam(notice, NOTICE, STRICT)).toEqual({
      name: '1.25',
      order: 'v1.2.3.4.5 Mr.Li',
    });
  });

  test.each([
    [
      { extraTemplateParams: 'refuse' as const },
      '{"code":"123456","min":"5"}',
      'INVALID_JSON_PARAM',
    ],
    [{ numbersInTemplateParam: 'refuse' as const }, '{"code":123456}', 'INVALID_JSON_PARAM'],
    [
      { missingTemplateParam: 'isv.TEMPLATE_MISSING_PARAMETERS' as const },
      '{}',
      'TEMPLATE_MISSING_PARAMETERS',
    ],
  ])('is refused as configured by the setting %j', (change, text, code) => {
    const { settings } = seedSchema.parse({ settings: change });
    expect(() => readTemplateParam(text, VERIFICATION, settings)).toThrow(
      expect.objectContaining({ apiCode: `isv.${code}` }),
    );
  });

  test('may have any values in extra keys if these are ignored', () => {
    const { settings } = seedSchema.parse({ settings: { extraTemplateParams: 'ignore' } });
    const text = '{"code":"123456","locale":"zh-CN","x":null}';
    expect(readTemplateParam(text, VERIFICATION, settings)).toEqual({ code: '123456' });
  });
});

test.each([
  ['numberCaptcha', ['1234', '123456'], ['123', 'abcd']],
  ['characterWithNumber2', ['ab12'], ['ab-1', 'abcdefg']],
  ['phone_number2', ['13800138000', '0571-82123000', '10086'], ['+8613800138000', '1234']],
  ['time', ['2026-01-02 10:00', '上午'], ['2026_01_02']],
  ['money', ['12', '12.50'], ['12元', '1,000']],
  ['name', ['张三', '阿依古丽'], ['wanhong', '张']],
  ['user_nick', ['小明 the 2nd'], ['加QQ 1234567', 'a'.repeat(21)]],
  ['unit_name', ['示例科技'], ['Acme']],
  ['address', ['杭州市西湖区1号'], ['地'.repeat(31)]],
  ['license_plate_number', ['浙A12345'], ['12345']],
  ['tracking_number', ['12345678', 'SF1234567890'], ['1234567']],
  ['pick_up_code', ['12-34'], ['123', 'abcd']],
  ['other_number2', ['A1B2'], ['A-1']],
  ['link_param', ['abc123'], ['abcdefghi']],
  ['email_address', ['ab@c.example'], ['ab']],
  ['others', ['什么都行'], ['13800138000']],
  ['verifyTime', ['5', '10'], ['0', '100']],
  ['some_later_one', ['@@', ''], []],
])('the attribute %s allows %j but not %j', (attribute, good, bad) => {
  expect(good.map((value) => unfitAttribute(attribute, value))).toEqual(good.map(() => undefined));
  for (const value of bad) expect(unfitAttribute(attribute, value)).toBeTypeOf('string');
});
