import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A program as users bundle their tests or tools. */
const program = `
import { createSmsClient } from 'aliyun-sms-client';
import { startSandbox } from 'aliyun-sms-sandbox';

async function run() {
  const sandbox = await startSandbox({ port: 0 });
  const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  const client = createSmsClient({ credentials, endpoint: sandbox.url });
  await client.sendSms({
    phoneNumber: '8613800138000',
    signName: '阿里云短信测试',
    templateCode: 'SMS_154950909',
    templateParam: { code: '048291' },
  });
  const wait = await fetch(sandbox.url + '/sandbox/v1/messages/wait?to=13800138000');
  const page = await fetch(sandbox.url + '/inbox/');
  console.log(JSON.stringify({ code: (await wait.json()).code, page: await page.text() }));
  await sandbox.close();
}
run();
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a CommonJS bundle of sandbox and client starts, sends and reads', async () => {
  const outfile = join(folder, 'bundle.cjs');
  const { warnings } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    conditions: ['aliyun-sms-source'],
    outfile,
    logLevel: 'silent',
  });
  // Only the inbox page uses import.meta.url, and copes without it.
  expect(warnings.map(({ id, location }) => [id, location?.file.split('/').at(-1)])).toEqual([
    ['empty-import-meta', 'package-folder.ts'],
  ]);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [outfile], {
    cwd: folder,
  });
  expect(stderr).toBe('');
  const { code, page }: { code: string; page: string } = JSON.parse(stdout);
  expect(code).toBe('048291');
  expect(page).toContain('mark aliyun-sms-sandbox as external');
});
