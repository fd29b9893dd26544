import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateType, type CreateConnector, type SmsConnector } from '@logto/connector-kit';
import { startSandbox } from 'aliyun-sms-sandbox';
import { afterAll, expect, test } from 'vitest';
import { copyOfficialConnector } from './testing/official-connector.mjs';

/**
 * In March 2025 Logto began to pass the language to connectors; the official one sent it on as a template
 * variable, and Aliyun refused every code (logto-io/logto#7121). The fix was one line; without it, the
 * official package fails here in the same way.
 */

const sandbox = await startSandbox({ port: 0 });
const folders: string[] = [];
afterAll(async () => {
  await sandbox.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function official(change: (code: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), 'official-connector-'));
  folders.push(folder);
  copyOfficialConnector(folder, sandbox.url);
  const entry = join(folder, 'lib/index.js');
  writeFileSync(entry, change(readFileSync(entry, 'utf8')));
  const { default: createConnector }: { default: CreateConnector<SmsConnector> } = await import(
    entry
  );
  return createConnector({ getConfig: async () => ({}) });
}

const config = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '阿里云短信测试',
  templates: ['SignIn', 'Register', 'ForgotPassword', 'Generic'].map((usageType) => ({
    usageType,
    templateCode: 'SMS_154950909',
  })),
};
const message = (to: string) => ({
  to,
  type: TemplateType.SignIn,
  payload: { code: '123456', locale: 'zh-CN' },
});

test('the official connector of early 2025 is refused because it sends the language as a variable', async () => {
  const fix = 'const { locale, ...filteredPayload } = payload;';
  const { sendMessage } = await official((code) => {
    if (!code.includes(fix)) throw new Error('The official connector has no such line.');
    return code.replace(fix, 'const filteredPayload = payload;');
  });
  await expect(sendMessage(message('13900001111'), config)).rejects.toMatchObject({
    data: { errorDescription: 'params must be [a-zA-Z0-9] for verification sms' },
  });
  expect(sandbox.requests.list(1)).toMatchObject([{ apiCode: 'isv.INVALID_PARAMETERS' }]);
  expect(sandbox.messages.size()).toBe(0);
});

test('the current official connector sends the code', async () => {
  const { sendMessage } = await official((code) => code);
  await sendMessage(message('13900002222'), config);
  expect(sandbox.lastCode('13900002222')).toBe('123456');
});
