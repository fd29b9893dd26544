import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import { describe, expect, it } from 'vitest';
import { main } from '../main.ts';
import { ownSandbox } from '../testing/own-sandbox.ts';
import { runCommand, testTerminal } from '../testing/terminal.ts';

type Account = NonNullable<SandboxSeed['accounts']>[number];
type Template = NonNullable<Account['templates']>[number];

const template = (templateCode: string, more: Partial<Template>) => ({
  templateCode,
  content: '登录验证码${code}，10分钟内有效。',
  ...more,
});

const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
const accounts: Account[] = [
  {
    id: 'a',
    keys,
    signNames: [
      { signName: '示例失败', filing: { mobile: 0, unicom: -1, telecom: -2 } },
      { signName: '示例撤回', status: 'cancelled' },
      { signName: '示例科技' },
    ],
    templates: [
      template('SMS_1', {}),
      template('SMS_2', { status: 'rejected', reason: '内容未说明用途' }),
      template('SMS_3', { status: 'cancelled' }),
      template('SMS_4', { type: 3, content: 'Code ${code}.' }),
      template('SMS_5', { content: `验证码\${code}${'请勿泄露于他人'.repeat(12)}` }),
    ],
  },
];

const { sandbox, folder } = ownSandbox('file', { seed: { accounts } });

const run = (...line: string[]) => runCommand([...line, '--endpoint', sandbox().url]);

describe('states in words', () => {
  it.each([
    ['示例失败', /China Mobile +filing failed/],
    ['示例失败', /China Unicom +filing in progress/],
    ['示例失败', /China Telecom +not filed/],
    ['示例撤回', /withdrawn/],
  ])('sign get %s says %s', async (name, says) => {
    expect((await run('sign', 'get', name)).stdout).toMatch(says);
  });

  it.each([
    ['SMS_2', /✗ rejected 内容未说明用途/],
    ['SMS_3', /✗ withdrawn/],
    ['SMS_4', /Type +international/],
    ['SMS_5', /Segments +2/],
  ])('template get %s says %s', async (code, says) => {
    expect((await run('template', 'get', code)).stdout).toMatch(says);
  });

  it('doctor reports a text billed as two messages, and an overseas template set for the mainland', async () => {
    const file = join(folder(), 'settings.json');
    const settings = {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      signName: '示例科技',
      templates: [
        { usageType: 'Generic', templateCode: { china: 'SMS_5' } },
        { usageType: 'SignIn', templateCode: { china: 'SMS_4' } },
      ],
    };
    await writeFile(file, JSON.stringify(settings));
    const { stdout } = await run('doctor', '--settings', file);
    expect(stdout).toContain('! Template SMS_5 is billed as 2 messages');
    expect(stdout).toContain(
      '✗ Template SMS_4 is an overseas template, but is set for the mainland',
    );
  });
});

const home = () => ({ HOME: folder(), ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });

describe('a key', () => {
  it('can come from a named profile', async () => {
    const profile = {
      name: 'mine',
      mode: 'AK',
      access_key_id: 'testid',
      access_key_secret: 'testsecret',
    };
    await mkdir(join(folder(), '.aliyun'));
    await writeFile(
      join(folder(), '.aliyun/config.json'),
      JSON.stringify({ current: 'other', profiles: [profile] }),
    );
    const list = ['template', 'list', '--endpoint', sandbox().url, '--profile'];
    expect(await runCommand([...list, 'mine'], { environment: home() })).toMatchObject({
      exitCode: 0,
    });
    const { exitCode, stderr } = await runCommand([...list, 'none'], { environment: home() });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('--profile');
  });

  it('can have its secret on standard input', async () => {
    const line = ['template', 'list', '--endpoint', sandbox().url, '--access-key-id', 'testid'];
    const stdin = (text: string) => runCommand([...line, '--secret-stdin'], { stdin: text });
    expect((await stdin('testsecret\n')).exitCode).toBe(0);
    expect((await stdin('wrong\nlines')).stderr).toContain('SignatureDoesNotMatch');
    expect((await stdin('\n')).stderr).toContain(
      'The first line of standard input does not contain a secret',
    );
    expect((await runCommand(line)).stderr).toContain('--secret-stdin');
  });

  it('is not written to settings if it is temporary', async () => {
    const standard = await startSandbox({ port: 0 });
    const environment = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.testid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
      ALIBABA_CLOUD_SECURITY_TOKEN: 'testtoken',
    };
    const file = join(folder(), 'temporary.json');
    const line = ['init', '--settings', file, '--endpoint', standard.url];
    const { exitCode, stderr } = await runCommand(line, { environment });
    await standard.close();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--credentials environment');
  });
});

describe('receipts listen', () => {
  it.each([
    { flags: [], says: '+86139****1234', at: /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}$/ },
    {
      flags: ['--show-numbers', '--path', 'the-same-as-last-time'],
      says: '13900001234',
      at: /^http:\/\/127\.0\.0\.1:\d+\/the-same-as-last-time$/,
    },
  ])('writes reports, shows them with $says, and ends cleanly', async ({ flags, says, at }) => {
    const stop = new AbortController();
    const { terminal, stdout } = testTerminal({ signal: stop.signal });
    const file = join(folder(), `receipts-${flags.length}.ndjson`);
    const line = ['receipts', 'listen', '--port', '0', '--file', file, ...flags];
    const ended = main(line, terminal);
    let url: string | undefined;
    while (url === undefined) {
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
      [, url] = /Listening at (\S+)\n/.exec(stdout()) ?? [];
    }
    const receipt = {
      phone_number: '13900001234',
      send_time: '2026-11-22 10:00:00',
      report_time: '2026-11-22 10:00:04',
      err_msg: '-',
      sms_size: '1',
      out_id: '1',
    };
    const push = [
      { ...receipt, success: true, err_code: 'DELIVERED', biz_id: '1^0' },
      { ...receipt, success: false, err_code: 'UNDELIV', biz_id: '2^0' },
    ];
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(push),
    });
    expect(await answer.json()).toMatchObject({ code: 0 });
    stop.abort();
    expect(await ended).toBe(0);
    expect(url).toMatch(at);
    const shown = stdout()
      .split('\n')
      .slice(-3)
      .map((text) => text.slice(21));
    expect(shown).toEqual([`✓ ${says}  DELIVERED`, `✗ ${says}  UNDELIV`, '']);
  });

  it('reports an occupied port', async () => {
    const { port } = new URL(sandbox().url);
    const line = ['receipts', 'listen', '--port', port, '--file', join(folder(), 'x.ndjson')];
    expect((await runCommand(line)).stderr).toContain(`Port ${port} is already in use.`);
  });
});

describe('a command that is stopped before it starts', () => {
  it('ends at once', async () => {
    const { terminal } = testTerminal({ signal: AbortSignal.abort() });
    expect(await main(['sandbox', '--port', '0', '--host', '::1'], terminal)).toBe(0);
  });
});
