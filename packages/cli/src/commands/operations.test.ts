import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUp } from './stats/daily-counts.ts';
import { openReceiptLog } from './receipts/receipt-log.ts';
import { createReceiptsApp } from './receipts/receipts-app.ts';
import { runCommand } from '../testing/terminal.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('stats', () => {
  let sandbox: RunningSandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
  });

  afterEach(async () => {
    await sandbox.close();
  });

  const run = (...line: string[]) => runCommand(['stats', ...line, '--endpoint', sandbox.url]);

  it('counts mainland and overseas together, with a bar', async () => {
    const send = ['send', '--sign-name', '示例科技', '--endpoint', sandbox.url];
    await runCommand([...send, '13800138000', '--template', 'SMS_200000001']);
    await runCommand([...send, '85268326366', '--template', 'SMS_200000020']);
    sandbox.clock.shift(60_000);
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\d{4}-\d\d-\d\d +2 +2 +0 +0 +100\.0 % +█+\n/);
  });

  it('says so when nothing was sent', async () => {
    expect((await run()).stdout).toBe('Nothing was sent in this time.\n');
  });

  it('writes a page that holds script, style and figures itself, also of no days', async () => {
    const file = join(folder, 'stats.html');
    await run('--html', file, '--lang', 'zh');
    const page = await readFile(file, 'utf8');
    expect(page).toContain('每日短信');
    expect(page).toContain('这段时间没有发送记录。');
    expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
  });

  it('that end on a day are of the week up to it', async () => {
    const { stdout } = await run('--to', '2026-03-03', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ startDate: '20260225', endDate: '20260303' });
  });

  it('that end before they begin are wrong usage', async () => {
    const { exitCode, stderr } = await run('--from', '2026-03-03', '--to', '2026-03-02');
    expect([exitCode, stderr]).toEqual([2, '✗ --from 20260303 is after --to 20260302.\n']);
  });

  it('are on the page with the days that they are of', async () => {
    const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];
    await runCommand(['send', '13800138000', ...words, '--endpoint', sandbox.url]);
    const file = join(folder, 'stats.html');
    await run('--html', file);
    const page = await readFile(file, 'utf8');
    expect(page).toMatch(/<p>(\d{4}-\d\d-\d\d) – \1<\/p>/);
    expect(page).toContain('<html lang="en">');
  });

  it('a day that is none is wrong usage', async () => {
    const { exitCode, stderr } = await run('--from', 'yesterday');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--from takes a day');
  });

  it('counts add up by day, oldest first', () => {
    const count = { total: 2, delivered: 1, failed: 1, pending: 0 };
    const days = addUp([
      { date: '20261122', ...count },
      { date: '20261121', total: 1, delivered: 0, failed: 0, pending: 1 },
      { date: '20261122', ...count, total: 3, pending: 1 },
    ]);
    expect(days).toEqual([
      { date: '2026-11-21', total: 1, delivered: 0, failed: 0, pending: 1, rate: '–' },
      { date: '2026-11-22', total: 5, delivered: 2, failed: 2, pending: 1, rate: '50.0 %' },
    ]);
  });
});

async function actions(...line: string[]) {
  const { stdout } = await runCommand(['policy', ...line]);
  const policy: { Statement: { Action: string[] }[] } = JSON.parse(stdout);
  return policy.Statement[0]?.Action;
}

describe('policy', () => {
  it('grants no more than sending and looking up', async () => {
    expect(JSON.parse((await runCommand(['policy'])).stdout)).toEqual({
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['dysms:QuerySendDetails', 'dysms:SendSms'],
          Resource: '*',
        },
      ],
    });
  });

  it('covers every channel that the settings name, routes and fallbacks included', async () => {
    const file = join(folder, 'settings.json');
    await writeFile(
      file,
      JSON.stringify({
        routes: [{ countries: ['US'], channel: 'international' }],
        fallbacks: [{ channel: 'mas' }],
      }),
    );
    expect(await actions('--settings', file)).toEqual([
      'dypns:QuerySendDetails',
      'dypns:SendSmsVerifyCode',
      'dysms:QueryMessage',
      'dysms:QuerySendDetails',
      'dysms:SendMessageToGlobe',
      'dysms:SendMessageWithTemplate',
      'dysms:SendSms',
    ]);
  });

  it('adds the uses that are asked for', async () => {
    expect(await actions('--for', 'sms', 'doctor')).toContain('dysms:GetSmsSign');
  });

  it('an unknown use is wrong usage', async () => {
    expect((await runCommand(['policy', '--for', 'everything'])).exitCode).toBe(2);
  });
});

const file = () => join(folder, 'receipts.ndjson');
const lines = async () => (await readFile(file(), 'utf8')).trim().split('\n');

describe('receipts listen', () => {
  const receipt = {
    phone_number: '13900001234',
    send_time: '2025-06-01 10:00:00',
    report_time: '2025-06-01 10:00:04',
    success: true,
    err_code: 'DELIVERED',
    err_msg: '用户接收成功',
    sms_size: '1',
    biz_id: '628323749491270669^0',
  };
  const path = 'a-path-that-nobody-guesses';

  async function listen() {
    const shown: number[] = [];
    const app = createReceiptsApp(path, await openReceiptLog(file()), ({ length }) => {
      shown.push(length);
    });
    const push = async (body: unknown, to = path) => {
      const content = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await app.request(`http://127.0.0.1/${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: content,
      });
      const text = await response.text();
      return { status: response.status, text };
    };
    return { push, shown };
  }

  it('answers as Aliyun expects and keeps each report once', async () => {
    const { push, shown } = await listen();
    const answer = await push([receipt, receipt]);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ code: 0, msg: 'OK' });
    await push([receipt]);
    const other = { ...receipt, phone_number: '13900001235' };
    await push([receipt, other]);
    expect((await lines()).map((line) => JSON.parse(line))).toEqual([receipt, other]);
    expect(shown).toEqual([1, 0, 1]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('knows the reports of an earlier run, past a line that was cut off', async () => {
    await writeFile(file(), `${JSON.stringify(receipt)}\n{"biz_id":"6\n`);
    const { push } = await listen();
    await push([receipt]);
    expect(await lines()).toHaveLength(2);
  });

  it('passes by what an earlier run has not written', async () => {
    await writeFile(file(), '{"another":"program"}\n');
    const { push } = await listen();
    expect((await push([receipt])).status).toBe(200);
    const [first, second] = await lines();
    expect(first).toBe('{"another":"program"}');
    expect(JSON.parse(second ?? '')).toEqual(receipt);
  });

  it('any other path is not there', async () => {
    const { push } = await listen();
    expect((await push([receipt], 'another')).status).toBe(404);
    expect((await push([receipt], '')).status).toBe(404);
  });

  it.each([['{'], ['[]'], [{ ...receipt }], [[{ ...receipt, success: 'yes' }]]])(
    'what is no push is refused and kept nowhere: %j',
    async (body) => {
      const { push } = await listen();
      expect((await push(body)).status).toBe(400);
      expect(await lines()).toEqual(['']);
    },
  );

  it('asks Aliyun to push again when a report cannot be kept', async () => {
    const { push } = await listen();
    await rm(folder, { recursive: true });
    expect((await push([receipt])).status).toBe(500);
    folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  });

  it('takes no path that could be guessed', async () => {
    const { exitCode, stderr } = await runCommand(['receipts', 'listen', '--path', 'receipts']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--path takes 16 or more');
  });
});
