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
  ['of 852\n12345678', 'of 852 ****'],
  ['server string to sign is:GET&x', ''],
  ['no match: StringToSign=x', 'no match:'],
  ['no match. CanonicalRequest: POST', 'no match.'],
  [`${'x'.repeat(199)}yz`, `${'x'.repeat(199)}y`],
  [`url ${request.url}`, 'url ***'],
])('%j is shown as %j', (text, shown) => {
  expect(foreignText(text, request)).toBe(shown);
});

test('a value that is cut by the limit is masked before it is cut', () => {
  expect(foreignText(`${'x '.repeat(99)}AbCd`, request)).toBe(`${'x '.repeat(99)}**`);
});
