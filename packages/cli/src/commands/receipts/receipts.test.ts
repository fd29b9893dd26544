import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MOST_PUSHED } from 'aliyun-sms-gateway';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../testing/terminal.ts';
import { openReceiptLog } from './receipt-log.ts';
import { createReceiptsApp } from './receipts-app.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
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

  const international = {
    To: '6591234567',
    SendDate: '2025-06-01 10:00:00',
    ReceiveDate: '2025-06-01 10:00:04',
    Status: '2',
    ErrorCode: 'UNDELIV',
    ErrorDescription: 'not delivered',
    TaskId: '1',
    SmsSize: '1',
    MessageId: '118960124523',
  };

  async function listen() {
    const shown: number[] = [];
    const refused: string[] = [];
    const app = createReceiptsApp(path, await openReceiptLog(file()), {
      onReports: ({ length }) => shown.push(length),
      onRefused: ({ en }) => refused.push(en),
    });
    const push = async (body: unknown, to = path, headers: Record<string, string> = {}) => {
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      const response = await app.request(`http://127.0.0.1/${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: isRaw ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, text };
    };
    const kept = async () =>
      (await readFile(file(), 'utf8'))
        .split('\n')
        .flatMap((line) => (line ? [JSON.parse(line)] : []));
    return { push, shown, refused, kept };
  }

  it('answers as Aliyun expects, and writes each report once', async () => {
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

  it('recognises the reports of an earlier run, despite a truncated line', async () => {
    await writeFile(file(), `${JSON.stringify(receipt)}\n{"biz_id":"6\n`);
    const { push } = await listen();
    await push([receipt]);
    expect(await lines()).toHaveLength(2);
  });

  it('ignores lines that are not its own', async () => {
    await writeFile(file(), '{"another":"program"}\n');
    const { push } = await listen();
    expect((await push([receipt])).status).toBe(200);
    const [first, second] = await lines();
    expect(first).toBe('{"another":"program"}');
    expect(JSON.parse(second ?? '')).toEqual(receipt);
  });

  it('answers 404 on any other path', async () => {
    const { push } = await listen();
    expect((await push([receipt], 'another')).status).toBe(404);
    expect((await push([receipt], '')).status).toBe(404);
  });

  it.each([['{'], ['[]'], ['7'], [null], [[{ ...receipt, success: 'yes' }]]])(
    'refuses what is not a push, and writes nothing: %j',
    async (body) => {
      const { push, refused } = await listen();
      expect((await push(body)).status).toBe(400);
      expect(await lines()).toEqual(['']);
      expect(refused).toHaveLength(1);
    },
  );

  it('accepts the reports of the international site', async () => {
    const { push, kept, shown } = await listen();
    expect((await push([international, { ...international, Status: 1 }])).status).toBe(200);
    await push([international]);
    expect(await kept()).toHaveLength(1);
    expect(shown).toEqual([1, 0]);
  });

  it('accepts a single report that is not in a list, as in a queue', async () => {
    const { push, kept } = await listen();
    expect((await push(receipt)).status).toBe(200);
    expect(await kept()).toEqual([receipt]);
  });

  it('writes the valid reports of a push, and names the invalid fields of the others', async () => {
    const { push, kept, refused } = await listen();
    const odd = { ...receipt, biz_id: 7, err_code: undefined };
    const answer = await push([receipt, odd, international]);
    expect(JSON.parse(answer.text)).toEqual({ code: 0, msg: 'OK' });
    expect(await kept()).toEqual([receipt, international]);
    expect(refused).toEqual([
      '1 of 3 entries are not delivery reports (missing or wrong type: err_code, biz_id)',
    ]);
  });

  it('accepts a gzipped push', async () => {
    const { push, kept } = await listen();
    const packed = gzipSync(JSON.stringify([receipt]));
    expect((await push(packed, path, { 'content-encoding': 'gzip' })).status).toBe(200);
    expect(await kept()).toEqual([receipt]);
  });

  it('answers 413 to a push that is too large, compressed ones by their unpacked size', async () => {
    const { push, refused } = await listen();
    const large = `[${' '.repeat(MOST_PUSHED)}]`;
    expect((await push(large)).status).toBe(413);
    const packed = gzipSync(large);
    expect((await push(packed, path, { 'content-encoding': 'gzip' })).status).toBe(413);
    expect(refused).toEqual(['a push of more than 1 MiB', 'a push of more than 1 MiB']);
  });

  it('answers 415 to an unknown encoding, and 400 to invalid compressed data', async () => {
    const { push } = await listen();
    expect((await push([receipt], path, { 'content-encoding': 'br' })).status).toBe(415);
    expect((await push('{', path, { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  it('asks Aliyun to push again if a report cannot be written', async () => {
    const { push } = await listen();
    await rm(folder, { recursive: true });
    expect((await push([receipt])).status).toBe(500);
    folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  });

  it('refuses a path that could be guessed', async () => {
    const { exitCode, stderr } = await runCommand(['receipts', 'listen', '--path', 'receipts']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--path takes 16 or more');
  });
});
