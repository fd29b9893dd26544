import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { readSeedFile } from './seed-file.ts';
import { callSandbox } from '../testing/calls.ts';

const KEY = { accessKeyId: 'key', accessKeySecret: 'testsecret' };

/** The text of a file with one account. */
function account(more: object): string {
  return JSON.stringify({ accounts: [{ id: 'mine', keys: [KEY], ...more }] });
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'seed.json');
  writeFileSync(path, text);
  return path;
}

test('a seed file sets accounts, signatures, templates and settings', async () => {
  const seed = readSeedFile(
    file(
      JSON.stringify({
        accounts: [
          {
            id: 'mine',
            keys: [{ accessKeyId: 'key', accessKeySecret: 'testsecret' }],
            signNames: [{ signName: '我的签名' }],
            templates: [{ templateCode: 'SMS_1', content: '验证码${code}，请勿泄露。' }],
          },
        ],
        settings: { flowControl: false },
      }),
    ),
  );
  const sandbox = createSandbox({ seed });
  const send = {
    Action: 'SendSms',
    AccessKeyId: 'key',
    PhoneNumbers: '13900001234',
    SignName: '我的签名',
    TemplateCode: 'SMS_1',
    TemplateParam: '{"code":"1234"}',
  };
  expect(await callSandbox(sandbox, send)).toMatchObject({ Code: 'OK' });
  expect(await callSandbox(sandbox, send)).toMatchObject({ Code: 'OK' });
  expect(await callSandbox(sandbox, { ...send, AccessKeyId: 'testid' })).toMatchObject({
    Code: 'InvalidAccessKeyId.NotFound',
  });
});

test.each([
  ['{', 'is not valid JSON'],
  ['{"accounts":[]}', 'accounts'],
  ['{"accounts":[{"id":"a","keys":[{"accessKeyId":"k"}]}]}', 'accounts[0].keys[0].accessKeySecret'],
  ['{"settings":{"reviewMs":"soon"}}', 'settings.reviewMs'],
  ['{"settings":{"flowcontrol":false}}', '"flowcontrol"'],
  [account({ whitelist: ['1380013'] }), 'accounts[0].whitelist[0]'],
  [account({ perNumber: { minute: -1, hour: 5, day: 10 } }), 'accounts[0].perNumber.minute'],
  [
    account({ keys: [{ ...KEY, deniedActions: ['SendSms'] }] }),
    'accounts[0].keys[0].deniedActions',
  ],
  [account({ keys: [KEY, KEY] }), 'accounts[0].keys[1].accessKeyId'],
  [account({ signNames: [{ signName: 'A' }, { signName: 'A' }] }), 'accounts[0].signNames[1]'],
  [account({ signNames: [{ signName: 'A', state: 'rejected' }] }), '"state"'],
])('the error about a file with %s says what is wrong', (text, wrong) => {
  expect(() => readSeedFile(file(text))).toThrow(wrong);
});

test('the error about a missing file names it', () => {
  expect(() => readSeedFile(join(folder, 'none.json'))).toThrow('none.json cannot be read');
});

test('phone numbers in a seed may be written in any form', async () => {
  const seed = readSeedFile(file(account({ boundNumbers: ['13900001234', '0086 139 0000 1235'] })));
  const [mine] = createSandbox({ seed }).accounts.all();
  expect(mine?.start.boundNumbers).toEqual(['+8613900001234', '+8613900001235']);
});
