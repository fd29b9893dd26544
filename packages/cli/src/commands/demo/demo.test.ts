import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../main.ts';
import { runCommand, testTerminal } from '../../testing/terminal.ts';

let blocker: Server | undefined;

afterEach(async () => {
  await new Promise<void>((resolve) => {
    if (blocker) blocker.close(() => resolve());
    else resolve();
  });
  blocker = undefined;
});

async function occupyPort(): Promise<number> {
  blocker = createServer();
  const listening = blocker;
  await new Promise<void>((resolve) => {
    listening.listen(0, '127.0.0.1', resolve);
  });
  const address = listening.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

const askForCode = (url: string) =>
  fetch(`${url}/api/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ flow: 'Register', phone: '8613800138000', locale: 'en' }),
  });

/** Runs a command that stays up, and stops it as Ctrl-C does once it has printed `until`. */
async function runUntil(line: readonly string[], until: RegExp) {
  const stop = new AbortController();
  const { terminal, stdout, stderr } = testTerminal({ signal: stop.signal });
  const ended = main(line, terminal);
  const failed = ended.then((code) => `ended early with ${code}: ${stderr()}`);
  while (!until.test(stdout())) {
    // oxlint-disable-next-line no-await-in-loop
    const early = await Promise.race([failed, setTimeout(20, '')]);
    if (early !== '') throw new Error(early);
  }
  stop.abort();
  return { exitCode: await ended, stdout: stdout() };
}

describe('demo', () => {
  it('sends a message through the connector, shows it, stays up, and ends cleanly', async () => {
    const { exitCode, stdout } = await runUntil(['demo', '--port', '0'], /Ctrl-C/);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/To +\+8613900139000\n/);
    expect(stdout).toMatch(
      /Text +【示例科技】登录验证码(\d{6})，10分钟内有效，请勿泄露。\n.*Code +\1\n/,
    );
    expect(stdout).toMatch(/Took +\d+ ms/);
    expect(stdout).toMatch(/Inbox +http:\/\/127\.0\.0\.1:\d+\/inbox\//);
  });

  it('uses Logto’s HTTP SMS connector and the gateway with --gateway, and says so', async () => {
    const { exitCode, stdout } = await runUntil(['demo', '--gateway', '--port', '0'], /Ctrl-C/);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'reached the sandbox through Logto’s HTTP SMS connector and the gateway',
    );
    expect(stdout).toMatch(/Gateway +http:\/\/127\.0\.0\.1:\d+\n/);
  });

  it('sends and speaks Chinese with --lang zh', async () => {
    const line = ['demo', '--port', '0', '--lang', 'zh'];
    const { stdout } = await runUntil(line, /按 Ctrl-C 结束/);
    expect(stdout).toContain('一条验证短信已通过构建好的连接器到达沙箱');
  });

  it('prints the message and the URLs with --json', async () => {
    const { stdout } = await runUntil(['demo', '--port', '0', '--json'], /\n}\n/);
    expect(JSON.parse(stdout)).toMatchObject({
      message: { to: '+8613900139000', code: expect.stringMatching(/^\d{6}$/) },
      demo: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
  });

  it('prints a readable line for each send from the page, and no log line', async () => {
    const stop = new AbortController();
    const { terminal, stdout } = testTerminal({ signal: stop.signal });
    const logged: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
    const ended = main(['demo', '--port', '0'], terminal);
    await expect.poll(stdout).toMatch(/Ctrl-C/);
    const [, url = ''] = /Sign-in page +(\S+)\n/.exec(stdout()) ?? [];
    await askForCode(url);
    await askForCode(url);
    stop.abort();
    await ended;
    vi.restoreAllMocks();
    expect(stdout()).toMatch(
      /\d\d:\d\d:\d\d {2}✓ Register {2}\+86138\*{4}8000 {2}sent in \d+ ms\n/,
    );
    expect(stdout()).toMatch(/✗ Register {2}\+86138\*{4}8000 {2}isv\.BUSINESS_LIMIT_CONTROL – \S/);
    expect(logged).toEqual([]);
    expect(process.env['ALIYUN_SMS_LOG']).toBeUndefined();
  });

  it.each([
    { flag: '--port', line: (port: number) => ['--port', `${port}`, '--demo-port', '0'] },
    { flag: '--demo-port', line: (port: number) => ['--port', '0', '--demo-port', `${port}`] },
  ])('reports an occupied $flag in one sentence, with exit code 1', async ({ flag, line }) => {
    const port = await occupyPort();
    expect(await runCommand(['demo', ...line(port)])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `✗ Port ${port} is already in use. Choose another with ${flag} <number>, or ${flag} 0 for any free one.\n`,
    });
  });
});

describe('sandbox', () => {
  it('shows its endpoint and key, and ends cleanly', async () => {
    const { exitCode, stdout } = await runUntil(['sandbox', '--port', '0'], /Ctrl-C/);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Endpoint +http:\/\/127\.0\.0\.1:\d+\n/);
    expect(stdout).toContain('testid / testsecret');
  });

  it('starts from a seed file, and reports what is wrong with an invalid one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'seed-'));
    const file = join(folder, 'seed.json');
    const keys = [{ accessKeyId: 'mine', accessKeySecret: 'secret-of-mine' }];
    writeFileSync(file, JSON.stringify({ accounts: [{ id: 'a', keys }] }));
    const line = ['sandbox', '--port', '0', '--seed', file];
    const { stdout } = await runUntil(line, /Ctrl-C/);
    expect(stdout).toMatch(/Access key +mine\n/);
    expect(stdout).not.toContain('secret-of-mine');
    writeFileSync(file, '{"accounts":[]}');
    const { exitCode, stderr } = await runCommand(line);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('accounts');
    rmSync(folder, { recursive: true });
  });

  it('reports an occupied PORT in one sentence', async () => {
    const port = await occupyPort();
    const { exitCode, stderr } = await runCommand(['sandbox'], {
      environment: { PORT: `${port}` },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`Port ${port} is already in use.`);
  });
});
