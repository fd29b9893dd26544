import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../testing/terminal.ts';

let sandbox: RunningSandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
});

afterEach(async () => {
  await sandbox.close();
});

const run = (...line: string[]) => runCommand([...line, '--endpoint', sandbox.url]);
const template = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];

describe('send', { timeout: 30_000 }, () => {
  it('shows the message with the code masked, and says that accepted does not mean delivered', async () => {
    const { exitCode, stdout } = await run('send', '+8613800138000', ...template);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('+86138****8000 (CN)');
    expect(stdout).toContain('【示例科技】登录验证码••••••，10分钟内有效，请勿泄露。');
    expect(stdout).toMatch(/Segments +1\n/);
    expect(stdout).toContain('Accepted does not mean delivered');
    expect(stdout).not.toContain(sandbox.lastCode('13800138000'));
  });

  it('counts the segments of an overseas Latin text as the carriers do', async () => {
    const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
    const content = `\${code} is your code. ${'It is good for ten minutes. '.repeat(4)}`;
    await sandbox.close();
    sandbox = await startSandbox({
      port: 0,
      seed: {
        accounts: [
          {
            id: 'latin',
            keys,
            signNames: [{ signName: 'Acme' }],
            templates: [{ templateCode: 'SMS_1', content, type: 3, intlType: 2 }],
          },
        ],
      },
    });
    const acme = ['--sign-name', 'Acme', '--template', 'SMS_1'];
    const { stdout } = await run('send', '+85268326366', ...acme);
    expect(stdout).toContain('[Acme]•••••• is your code.');
    expect(stdout).toMatch(/Segments +1\n/);
    expect(sandbox.messages.list().messages[0]?.segments).toBe(1);
  });

  it('follows the message until it is delivered', async () => {
    const { exitCode, stdout } = await run('send', '13800138000', '--follow', ...template);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/✓ delivered after \d+ s\n$/);
  });

  it('sends the given code, including a leading zero', async () => {
    await run('send', '13800138000', '--code', '012345', ...template);
    expect(sandbox.lastCode('13800138000')).toBe('012345');
  });

  it.each(['246810', 'ABC123', 'ABCDEF'])('masks the given code %s', async (code) => {
    const line = ['send', '13800138000', '--code', code, ...template];
    const { stdout } = await run(...line);
    expect(stdout).toContain('【示例科技】登录验证码••••••，10分钟内有效，请勿泄露。');
    sandbox.clock.shift(120_000);
    const followed = await run(...line, '--follow', '--json');
    expect(followed.stdout).not.toContain(code);
    expect(JSON.parse(followed.stdout)).toMatchObject({ report: { status: 'delivered' } });
    expect((await run(...line, '--show-codes')).stdout).toContain(code);
  });

  it('prints one JSON document with --json', async () => {
    const { stdout } = await run('send', '13800138000', '--follow', '--json', ...template);
    expect(JSON.parse(stdout)).toMatchObject({
      to: '+86138****8000',
      segments: 1,
      bizId: expect.any(String),
      report: { status: 'delivered', text: expect.stringContaining('••••••') },
    });
  });

  it('explains a refusal', async () => {
    await run('send', '13800138000', ...template);
    const { exitCode, stderr } = await run('send', '13800138000', ...template);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('isv.BUSINESS_LIMIT_CONTROL: Too many messages to this number');
    expect(stderr).toMatch(/\(RequestId [0-9A-F-]+\)/);
  });

  it('uses the template and signature that the settings have for a usage type', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
    const file = join(folder, 'settings.json');
    const templates = [
      { usageType: 'Generic', templateCode: 'SMS_200000001' },
      { usageType: 'Register', templateCode: { china: 'SMS_200000002', HK: 'SMS_200000020' } },
    ];
    const settings = { credentials: 'environment', signName: '示例科技', templates };
    await writeFile(file, JSON.stringify(settings));
    await run('send', '13800138000', '--settings', file, '--usage', 'Register');
    await run('send', '85268326366', '--settings', file, '--usage', 'Register');
    await run('send', '13800138001', '--settings', file, '--usage', 'MfaVerification');
    const sent = sandbox.messages.list().messages.map((message) => message.templateCode);
    expect(sent.toReversed()).toEqual(['SMS_200000002', 'SMS_200000020', 'SMS_200000001']);
    await rm(folder, { recursive: true });
  });

  it.each([
    { line: ['send', 'nobody', ...template], says: 'not a phone number' },
    { line: ['send', '13800138000'], says: '--sign-name' },
    { line: ['send', '13800138000', ...template, '--param', 'code'], says: '--param takes' },
  ])('wrong usage says "$says"', async ({ line, says }) => {
    const { exitCode, stderr } = await run(...line);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
  });

  it('without a key, says where it looks for one', async () => {
    const { exitCode, stderr } = await runCommand(['send', '13800138000', ...template], {
      environment: { HOME: tmpdir(), ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
  });

  it('reports a wrong secret without showing it', async () => {
    const { exitCode, stderr } = await runCommand(
      ['send', '13800138000', ...template, '--endpoint', sandbox.url],
      {
        environment: {
          ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
          ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'not-the-secret',
        },
      },
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('SignatureDoesNotMatch');
    expect(stderr).not.toContain('not-the-secret');
  });
});

describe('trace', () => {
  it('shows each message with its verdict, and the code masked', async () => {
    await run('send', '13800138000', ...template);
    sandbox.clock.shift(60_000);
    const { exitCode, stdout } = await run('trace', '13800138000');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\+86138\*{4}8000 \(CN\)\n.* to .*, China time \(UTC\+8\)/m);
    expect(stdout).toMatch(/accepted \(sms, SMS_200000001\) +【示例科技】登录验证码••••••，/);
    expect(stdout).toMatch(
      /\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}carrier {2}✓ {2}delivered after \d+ s\n/,
    );
    expect(stdout).toMatch(/\nWhy +The carrier reports that it was delivered.*\nNext +Check/);
  });

  it('masks a code of letters and digits', async () => {
    await run('send', '13800138000', '--code', 'A1b2C3', ...template);
    expect((await run('trace', '13800138000')).stdout).toContain('登录验证码••••••，10分钟内有效');
    expect((await run('trace', '13800138000', '--json')).stdout).not.toContain('A1b2C3');
  });

  it('shows codes with --show-codes', async () => {
    await run('send', '13800138000', '--code', '246810', ...template);
    expect((await run('trace', '13800138000', '--show-codes')).stdout).toContain('246810');
  });

  it('accepts either --date or --last', async () => {
    const both = ['--date', 'yesterday', '--last', '7d'];
    const { exitCode, stderr } = await run('trace', '13800138000', ...both);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('pass only one of them');
  });

  it('queries every day of the period', async () => {
    const { stdout } = await run('trace', '13800138000', '--last', '7d', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ to: '+86138****8000', messages: [] });
    expect(JSON.parse(stdout).days).toHaveLength(8);
  });

  it('says what to check if there is nothing', async () => {
    const { exitCode, stdout } = await run('trace', '13800138000', '--date', 'yesterday');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Aliyun accepted no message of this account on these days');
  });

  it.each([
    ['--date', '2026-02-30'],
    ['--date', '2020-01-01'],
    ['--last', '31d'],
    ['--last', '0h'],
    ['--last', 'week'],
  ])('%s %s is wrong usage', async (flag, value) => {
    const { exitCode, stderr } = await run('trace', '13800138000', flag, value);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${flag} takes`);
  });
});
