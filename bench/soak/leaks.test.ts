import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Books } from './books.mjs';
import { leaksIn } from './leaks.mjs';

const folder = mkdtempSync(join(tmpdir(), 'leaks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const books = new Books();
books.send('8613900000001 048271');

test.each([
  ['{"key":"c2VjcmV0"}', 'an access key secret'],
  ['GET /?Action=SendSms&PhoneNumbers=1', 'a request URL'],
  ['{"to":"8613900000001"}', 'a full phone number'],
  ['to 13900000001 failed', 'a full phone number'],
  ['{"code":"048271"}', 'a verification code'],
])('the line %s contains %s', async (line, leak) => {
  const file = join(folder, 'log');
  writeFileSync(file, `first\n${line}\n`);
  expect(await leaksIn([file], books, ['c2VjcmV0'])).toEqual([`${leak} in line 2 of ${file}`]);
});

test('a log line of the connector contains no leak', async () => {
  const file = join(folder, 'log');
  const line = '{"ms":123456,"to":"+86139****0001","requestId":"00000000-048271-D13900000001"}';
  writeFileSync(file, `${line}\n`);
  expect(await leaksIn([file], books, ['c2VjcmV0'])).toEqual([]);
});
