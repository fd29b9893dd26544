import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'fast-string-width';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUp } from './stats/daily-counts.ts';
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

  it('count mainland and overseas together, with a bar', async () => {
    const send = ['send', '--sign-name', '示例科技', '--endpoint', sandbox.url];
    await runCommand([...send, '13800138000', '--template', 'SMS_200000001']);
    await runCommand([...send, '85268326366', '--template', 'SMS_200000020']);
    sandbox.clock.shift(60_000);
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\d{4}-\d\d-\d\d +2 +2 +0 +0 +100\.0 % +█+\n/);
  });

  it.each(['en', 'zh'])('fit a terminal of 80 columns in %s', async (language) => {
    const send = ['send', '--sign-name', '示例科技', '--endpoint', sandbox.url];
    await runCommand([...send, '13800138000', '--template', 'SMS_200000001']);
    sandbox.clock.shift(60_000);
    const { stdout } = await run('--lang', language);
    const rows = stdout.split('\n').filter((row) => /^\d{4}-/.test(row));
    expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(80);
  });

  it('say so if nothing was sent', async () => {
    expect((await run()).stdout).toMatch(
      /\nNothing was sent from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.\n$/,
    );
  });

  it('write a self-contained page, even without any messages', async () => {
    const file = join(folder, 'stats.html');
    await run('--html', file, '--lang', 'zh');
    const page = await readFile(file, 'utf8');
    expect(page).toContain('每日短信');
    expect(page).toContain('这段时间没有发送记录。');
    expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
  });

  it('cover the week up to --to', async () => {
    const { stdout } = await run('--to', '2026-03-03', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ from: '2026-02-25', to: '2026-03-03' });
  });

  it('refuse a --from after --to', async () => {
    const { exitCode, stderr } = await run('--from', '2026-03-03', '--to', '2026-03-02');
    expect([exitCode, stderr]).toEqual([2, '✗ --from 2026-03-03 is after --to 2026-03-02.\n']);
  });

  it('show their period and language on the page', async () => {
    const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];
    await runCommand(['send', '13800138000', ...words, '--endpoint', sandbox.url]);
    const file = join(folder, 'stats.html');
    await run('--html', file);
    const page = await readFile(file, 'utf8');
    expect(page).toMatch(/<p>\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d<\/p>/);
    expect(page).toContain('<html lang="en">');
  });

  it('refuse an invalid day', async () => {
    const { exitCode, stderr } = await run('--from', 'yesterday');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--from takes a day');
  });

  it('sum up by day, for every day of the period, oldest first', () => {
    const count = { total: 2, delivered: 1, failed: 1, pending: 0 };
    const days = addUp(
      [
        { date: '20261122', ...count },
        { date: '20261120', total: 1, delivered: 0, failed: 0, pending: 1 },
        { date: '20261122', ...count, total: 3, pending: 1 },
      ],
      { from: '2026-11-20', to: '2026-11-22' },
    );
    expect(days).toEqual([
      { date: '2026-11-20', total: 1, delivered: 0, failed: 0, pending: 1, rate: undefined },
      { date: '2026-11-21', total: 0, delivered: 0, failed: 0, pending: 0, rate: undefined },
      { date: '2026-11-22', total: 5, delivered: 2, failed: 2, pending: 1, rate: 0.5 },
    ]);
  });
});

async function actions(...line: string[]) {
  const { stdout } = await runCommand(['policy', ...line]);
  const policy: { Statement: { Action: string[] }[] } = JSON.parse(stdout);
  return policy.Statement[0]?.Action;
}

describe('policy', () => {
  it('grants only sending and looking up', async () => {
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
        signName: '示例科技',
        templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1' } }],
        routes: [
          {
            countries: ['US'],
            channel: 'international',
            templates: [{ usageType: 'Generic', text: '{{code}}' }],
          },
        ],
        fallbacks: [
          {
            channel: 'mas',
            signName: '速通互联验证码',
            templates: [{ usageType: 'Generic', templateCode: '100001' }],
          },
        ],
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

  it('adds the uses of --for', async () => {
    expect(await actions('--for', 'sms', 'doctor')).toContain('dysms:GetSmsSign');
  });

  it('an unknown use is wrong usage', async () => {
    expect((await runCommand(['policy', '--for', 'everything'])).exitCode).toBe(2);
  });
});
