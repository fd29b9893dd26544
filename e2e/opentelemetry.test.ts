import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox } from 'aliyun-sms-sandbox';
import { afterAll, expect, test } from 'vitest';
import { repository } from './testing/repository.mjs';

/** Below node_modules, so that the recipe finds OpenTelemetry as it would in Logto's folder. */
const folder = join(repository, 'node_modules/.cache', `opentelemetry-recipe-${process.pid}`);
const sandbox = await startSandbox({ port: 0 });

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The file from docs/opentelemetry.md, verbatim. */
function recipe(): string {
  const page = readFileSync(join(repository, 'docs/opentelemetry.md'), 'utf8');
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1];
  if (code === undefined) throw new Error('docs/opentelemetry.md has no recipe.');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'sms-telemetry.mjs');
  writeFileSync(file, code);
  return file;
}

test('the documented recipe produces metrics and spans for an accepted and a refused send', async () => {
  sandbox.clock.freeze();
  const host = join(repository, 'e2e/testing/opentelemetry-host.mjs');
  const connector = join(repository, 'packages/connector/lib/index.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [host, recipe(), connector, sandbox.url],
    { env: { ...process.env, ALIYUN_SMS_LOG: 'silent' } },
  );
  const [sent] = sandbox.messages.list({}).messages;
  const accepted = { 'sms.outcome': 'accepted', 'sms.api_code': 'OK', 'sms.country': 'CN' };
  const refused = { 'sms.outcome': 'not-sent', 'sms.api_code': 'isv.BUSINESS_LIMIT_CONTROL' };
  const { points, spans } = JSON.parse(stdout);
  expect(points).toMatchObject([
    { name: 'sms.sends', value: 1, attributes: accepted },
    { name: 'sms.send.duration', attributes: accepted },
    { name: 'sms.sends', value: 1, attributes: refused },
    { name: 'sms.send.duration', attributes: refused },
  ]);
  expect(spans).toMatchObject([
    { name: 'sms.send', attributes: { ...accepted, 'sms.biz_id': sent?.bizId } },
    { name: 'sms.send', attributes: refused, status: { code: 2 } },
  ]);
  expect(points[1].value).toBe(spans[0].endTime - spans[0].startTime);
});
