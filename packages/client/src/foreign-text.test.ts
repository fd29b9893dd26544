import { expect, test } from 'vitest';
import { foreignText } from './foreign-text.ts';

const request = {
  method: 'POST',
  url: 'https://h/?PhoneNumbers=8613800138000&SignName=%E9%98%BF&TemplateParam=%7B%22code%22%3A%22AbCd%22%2C%22n%22%3A7890%7D',
  headers: { 'x-acs-security-token': 'CAIS/+==' },
  body: 'PhoneNumberJson=%5B%22+85212345678%22%5D',
} as const;

test.each([
  ['plain words stay', 'plain words stay'],
  ['code AbCd, token CAIS/+== or CAIS%2F%2B%3D%3D', 'code ***, token *** or ***'],
  ['8613800138000 invalid', '*** invalid'],
  ['138001 and ١٢٣٤٥', '**** and ****'],
  ['of 853\n12345678', 'of ****'],
  ['428-195', '****'],
  ['4 2 8 1 9 5, or 4. 2. 8. 1', '****, or ****'],
  ['428\u200b195', '****'],
  ['A b-C d and Ab Cd', '*** and ***'],
  ['\u001b[31mred\u001b[0m', '[31mred[0m'],
  ['\u009b31m\u0007 \u0000bell', '31m bell'],
  ['\u202etxt.exe\u2066 \ufeffbom', 'txt.exe bom'],
  ['server string to sign is:GET&x', ''],
  ['no match: StringToSign=x', 'no match:'],
  ['no match. CanonicalRequest: POST', 'no match.'],
  [`${'x'.repeat(199)}yz`, `${'x'.repeat(199)}y`],
  [`url ${request.url}`, 'url ***'],
])('%j is shown as %j', (text, shown) => {
  expect(foreignText(text, request)).toBe(shown);
});

test('a value is masked before the text is truncated', () => {
  expect(foreignText(`${'x '.repeat(99)}AbCd`, request)).toBe(`${'x '.repeat(99)}**`);
});

const parameters = { a: 'Qwert', b: 'Qwertz', c: 'xyz', d: 'is', e: 'say "oh"', f: '' };
const TemplateParam = JSON.stringify({ part: 12.5, yes: true, deep: [{ word: 'Inner' }] });
const sending = {
  method: 'POST',
  url: `https://h/?${new URLSearchParams({ ...parameters, TemplateParam }).toString()}`,
  headers: {},
  body: 'g=FromTheForm',
} as const;

test.each([
  ['a value: Qwert', 'a value: ***'],
  ['one value begins another: Qwertz', 'one value begins another: ***'],
  ['three letters hide: xyz', 'three letters hide: ***'],
  [
    'two letters of a value stay, what is a false yes?',
    'two letters of a value stay, what is a false yes?',
  ],
  ['as it stands: say "oh"', 'as it stands: ***'],
  ['within JSON: say \\"oh\\"', 'within JSON: ***'],
  ['a value of the form: FromTheForm', 'a value of the form: ***'],
  ['values inside a value: 12.5 and Inner', 'values inside a value: *** and ***'],
  ['a truth is no secret: true', 'a truth is no secret: true'],
  ['  many \n\t blanks  ', 'many blanks'],
])('after a request with more values, %j is shown as %j', (text, shown) => {
  expect(foreignText(text, sending)).toBe(shown);
});

test.each([undefined, null, 7, { Message: 'm' }])('%j is not a string and is not shown', (text) => {
  expect(foreignText(text, request)).toBe('');
});

test('an oversized text is not from Aliyun and is ignored', () => {
  expect(foreignText('word '.repeat(2000), request)).toHaveLength(200);
  const text = `${'word '.repeat(2000)}!`;
  expect(foreignText(text, request)).toBe('');
});
