import { describe, expect, test } from 'vitest';
import { seedSchema, readAccounts, type Template } from '../accounts/seed.ts';
import { DEFAULT_ACCOUNTS } from '../accounts/default-accounts.ts';
import { readTemplateParam, renderTemplate } from './template-param.ts';

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

test('the variables of the template are filled in as they are', () => {
  const text = '{"name":"$&甲","order":"A-1"}';
  const param = readTemplateParam(text, NOTICE, STRICT);
  expect(renderTemplate(NOTICE.content, param)).toBe('$&甲您好，您的订单A-1已发货。');
});

describe('TemplateParam', () => {
  test.each([
    ['is no JSON', VERIFICATION, 'bad', 'isv.INVALID_JSON_PARAM'],
    ['is a list', VERIFICATION, '["123456"]', 'isv.INVALID_JSON_PARAM'],
    ['is null', VERIFICATION, 'null', 'isv.INVALID_JSON_PARAM'],
    ['is absent', VERIFICATION, '', 'isv.TEMPLATE_MISSING_PARAMETERS'],
    ['lacks a variable', NOTICE, '{"name":"a"}', 'isv.TEMPLATE_MISSING_PARAMETERS'],
    ['has an empty value', VERIFICATION, '{"code":""}', 'isv.TEMPLATE_MISSING_PARAMETERS'],
    [
      'names a variable of Object',
      VERIFICATION,
      '{"__proto__":"1"}',
      'isv.TEMPLATE_MISSING_PARAMETERS',
    ],
    ['has a key too many', VERIFICATION, '{"code":"123456","min":"5"}', 'isv.INVALID_JSON_PARAM'],
    ['has a number', VERIFICATION, '{"code":123456}', 'isv.INVALID_JSON_PARAM'],
    ['has an object', VERIFICATION, '{"code":{}}', 'isv.INVALID_JSON_PARAM'],
    ['has a code with a hyphen', VERIFICATION, '{"code":"12-34"}', 'isv.INVALID_PARAMETERS'],
    ['has a code of 3', VERIFICATION, '{"code":"123"}', 'isv.PARAM_LENGTH_LIMIT'],
    ['has a code of 7', VERIFICATION, '{"code":"1234567"}', 'isv.PARAM_LENGTH_LIMIT'],
    [
      'has 36 characters',
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
      'does not fit its attribute',
      { ...NOTICE, rule: { order: 'numberCaptcha' } },
      '{"name":"a","order":"b"}',
      'isv.TEMPLATE_PARAMS_ILLEGAL',
    ],
  ])('that %s is refused', (_, forTemplate, text, apiCode) => {
    expect(() => readTemplateParam(text, forTemplate, STRICT)).toThrow(
      expect.objectContaining({ apiCode }),
    );
  });

  test('may have more keys and numbers where the settings say so', () => {
    const lenient = seedSchema.parse({
      settings: { extraTemplateParams: 'ignore', numbersInTemplateParam: 'accept' },
    }).settings;
    const text = '{"code":123456,"min":"5"}';
    expect(readTemplateParam(text, VERIFICATION, lenient)).toEqual({ code: '123456' });
  });
});
