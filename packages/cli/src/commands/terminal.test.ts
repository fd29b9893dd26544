import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';

const script = requireProgram('script');
const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** The built program in a real pseudo-terminal, created by util-linux's `script`. */
function openTerminal(line: readonly string[], environment: Readonly<Record<string, string>>) {
  const words = [process.execPath, bin, ...line].map((word) => `'${word}'`).join(' ');
  // Without a window, a pseudo-terminal has no columns, and prompts would be one letter wide.
  const command = `stty cols 100 rows 40; exec ${words}`;
  const child = spawn(script.path, ['-qfec', command, '/dev/null'], {
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', LANG: 'C.UTF-8', ...environment },
  });
  let transcript = '';
  child.stdout.on('data', (chunk: Buffer) => {
    transcript += chunk.toString('utf8');
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
  const screen = () => stripVTControlCharacters(transcript);
  return {
    exited,
    screen,
    raw: () => transcript,
    async sees(text: string) {
      // oxlint-disable-next-line no-await-in-loop
      while (!screen().includes(text)) await setTimeout(20);
    },
    types: (keys: string) => child.stdin.write(keys),
    close: () => child.kill(),
  };
}

const ENTER = '\r';
const DOWN = '\u001b[B';
const CTRL_C = '\u0003';

describe.skipIf(script.absent)('in a real terminal', { timeout: 20_000 }, () => {
  let sandbox: RunningSandbox;
  let folder: string;
  let open: ReturnType<typeof openTerminal> | undefined;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  });

  afterEach(async () => {
    open?.close();
    await sandbox.close();
    await rm(folder, { recursive: true });
  });

  const settingsFile = () => join(folder, 'settings.json');
  const start = (line: readonly string[]) => {
    open = openTerminal([...line, '--settings', settingsFile(), '--endpoint', sandbox.url], {
      HOME: folder,
    });
    return open;
  };

  it('init asks for signature and templates, and writes what was chosen', async () => {
    const terminal = start(['init']);
    await terminal.sees('site of the account');
    terminal.types(ENTER);
    await terminal.sees('Signature (签名)');
    terminal.types(`${DOWN}${ENTER}`);
    await terminal.sees('Template for mainland numbers');
    terminal.types(ENTER);
    await terminal.sees('outside the mainland too');
    terminal.types(ENTER);
    await terminal.sees('Template for overseas numbers');
    terminal.types(ENTER);
    await terminal.sees('for their kinds of message?');
    terminal.types('n');
    await terminal.sees('How many people');
    terminal.types(ENTER);
    await terminal.sees('countries and regions to send to');
    terminal.types(ENTER);
    expect(await terminal.exited).toBe(0);
    const settings: object = JSON.parse(await readFile(settingsFile(), 'utf8'));
    expect(settings).toMatchObject({
      signName: expect.stringMatching(/\S/),
      templates: [
        {
          templateCode: {
            china: expect.stringMatching(/^SMS_\d+$/),
            overseas: expect.stringMatching(/^SMS_\d+$/),
          },
        },
      ],
      guard: { countries: ['CN', 'HK', 'MO', 'TW'], total: [{ limit: 2000 }] },
    });
    expect(terminal.screen()).not.toContain('testsecret');
  });

  it('init applies for a missing template, and waits for its review', async () => {
    await sandbox.close();
    const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
    const accounts = [{ id: 'new', keys, signNames: [{ signName: '示例科技' }] }];
    sandbox = await startSandbox({ port: 0, seed: { accounts, settings: { reviewMs: 1000 } } });
    const terminal = start(['init', '--site', 'china']);
    await terminal.sees('Text of a new template');
    terminal.types(ENTER);
    await terminal.sees('Apply for it?');
    terminal.types(ENTER);
    await terminal.sees('Waiting for the review of SMS_');
    await terminal.sees('outside the mainland too');
    terminal.types('n');
    await terminal.sees('How many people');
    terminal.types(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen()).toContain('is approved.');
    expect(await readFile(settingsFile(), 'utf8')).toMatch(/"china": "SMS_\d+"/);
  });

  it('Ctrl-C at a question stops, writes nothing and exits with 1', async () => {
    const terminal = start(['init', '--site', 'china']);
    await terminal.sees('Signature (签名)');
    terminal.types(CTRL_C);
    expect(await terminal.exited).toBe(1);
    expect(terminal.screen()).toContain('Stopped.');
    await expect(readFile(settingsFile())).rejects.toThrow('ENOENT');
  });

  it('init resumes after Ctrl-C with what was settled', async () => {
    const first = start(['init', '--site', 'china']);
    await first.sees('Signature (签名)');
    first.types(`${DOWN}${ENTER}`);
    await first.sees('Template for mainland numbers');
    first.types(CTRL_C);
    expect(await first.exited).toBe(1);
    const second = start(['init']);
    await second.sees('Template for mainland numbers');
    expect(second.screen()).not.toContain('Signature (签名)');
    second.types(ENTER);
    await second.sees('outside the mainland too');
    second.types('n');
    await second.sees('for their kinds of message?');
    second.types('n');
    await second.sees('How many people');
    second.types(`\u007f\u007f\u007f0${ENTER}`);
    expect(await second.exited).toBe(0);
  });

  it('init sets up an account of the international site', async () => {
    const terminal = start(['init']);
    await terminal.sees('site of the account');
    terminal.types(`${DOWN}${ENTER}`);
    await terminal.sees('Text for numbers outside mainland China');
    terminal.types(ENTER);
    await terminal.sees('Sender ID');
    terminal.types(`Example${ENTER}`);
    await terminal.sees('Send to mainland China as well?');
    terminal.types('n');
    await terminal.sees('How many people');
    terminal.types(ENTER);
    await terminal.sees('countries and regions to send to');
    terminal.types(`SG${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(JSON.parse(await readFile(settingsFile(), 'utf8'))).toMatchObject({
      site: 'international',
      from: 'Example',
      templates: [{ usageType: 'Generic', text: expect.stringContaining('{{code}}') }],
    });
  });

  it('send --follow shows the state in one line until the report arrives', async () => {
    const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001', '--follow'];
    const line = ['send', '+8613800138000', ...words, '--endpoint', sandbox.url];
    const terminal = openTerminal(line, { HOME: folder });
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen()).toMatch(/waiting for the carrier · 0 s · next query in 1 s/);
    expect(terminal.raw()).toContain('\r\u001b[2K');
    expect(terminal.screen()).toMatch(/✓ delivered after \d+ s\s*$/);
  });

  it('uses a typed secret without showing it', async () => {
    const line = [
      'init',
      '--site',
      'china',
      '--access-key-id',
      'testid',
      '--sign-name',
      '示例科技',
    ];
    const terminal = start(line);
    await terminal.sees('Secret of testid');
    terminal.types(`testsecret${ENTER}`);
    await terminal.sees('Template for mainland numbers');
    terminal.types(CTRL_C);
    await terminal.exited;
    expect(terminal.screen()).not.toContain('testsecret');
  });

  it('colours its output unless NO_COLOR is set', async () => {
    const coloured = openTerminal(['explain', 'isv.AMOUNT_NOT_ENOUGH'], {});
    await coloured.exited;
    expect(coloured.raw()).toContain('\u001b[1misv.AMOUNT_NOT_ENOUGH');
    const plain = openTerminal(['explain', 'isv.AMOUNT_NOT_ENOUGH'], { NO_COLOR: '1' });
    await plain.exited;
    expect(plain.raw()).not.toContain('\u001b[');
  });
});
