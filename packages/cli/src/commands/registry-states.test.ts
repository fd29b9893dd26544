import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSandbox, startSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../main.ts';
import { startDeviatingAliyun, type Deviation } from '../testing/deviating-aliyun.ts';
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

/** An Aliyun that omits every field that it may omit. */
const BARE: Readonly<Record<string, object>> = {
  QuerySmsSignList: { SmsSignList: [{ AuditStatus: 'AUDIT_STATE_PASS' }, { SignName: '甲乙' }] },
  QuerySmsTemplateList: { SmsTemplateList: [{ TemplateCode: 'SMS_1' }] },
  QuerySmsQualificationRecord: { Data: { List: [{ GroupId: '7' }] } },
  GetSmsSign: { SignName: '甲乙', SignIspRegisterDetailList: [{}] },
  GetSmsTemplate: { TemplateCode: 'SMS_1', VendorAuditStatus: { MOBILE_VENDOR: 99 } },
  CreateSmsSign: { SignName: '新签名' },
};

const bare: Deviation = (call, response) => {
  const fields = BARE[call['Action'] ?? ''];
  return fields && { ...response, status: 200, body: JSON.stringify({ Code: 'OK', ...fields }) };
};

describe('what Aliyun does not say', () => {
  let aliyun: Awaited<ReturnType<typeof startDeviatingAliyun>>;
  beforeAll(async () => {
    aliyun = await startDeviatingAliyun(createSandbox(), [bare]);
  });
  afterAll(() => aliyun.close());
  const ask = (...line: string[]) => runCommand([...line, '--endpoint', aliyun.url]);

  it.each([
    ['sign list', /! +甲乙 +in an unknown state\n/],
    ['sign get 甲乙', /! +Review +in an unknown state\n +! +\? +state unknown\n/],
    ['sign create 新签名 --qualification-id 7', /Applied for "新签名" \(order \?\)/],
    ['template list', /! +SMS_1 +in an unknown state\n/],
    ['template get SMS_1', /Review +! in an unknown state\n/],
    ['qualification list', /! +7 +in an unknown state\n/],
  ])('is shown as unknown by %s', async (line, says) => {
    const { exitCode, stdout } = await ask(...line.split(' '));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(says);
  });

  it('is only a warning of doctor', async () => {
    const file = join(folder(), 'bare.json');
    const templates = [{ usageType: 'Generic', templateCode: { china: 'SMS_1' } }];
    const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    await writeFile(file, JSON.stringify({ ...key, signName: '甲乙', templates }));
    const { exitCode, stdout } = await ask('doctor', '--settings', file);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('! Signature 【甲乙】 is in an unknown state\n');
    expect(stdout).toContain('! Signature 【甲乙】 at ?: state unknown\n');
    expect(stdout).toContain('! Template SMS_1 is in an unknown state\n');
    expect(stdout).toContain('! Template SMS_1 at China Mobile: in an unknown state\n');
  });

  it('does not keep a message from being sent', async () => {
    const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];
    const { exitCode, stdout } = await ask('send', '13800138000', ...words);
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/Text|Segments/);
  });
});

describe('an account', () => {
  const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  const withAccount = async (seeded: object, ...line: string[]) => {
    const running = await startSandbox({
      port: 0,
      seed: { accounts: [{ id: 'b', keys: [key], ...seeded }] },
    });
    const result = await runCommand([...line, '--endpoint', running.url]);
    await running.close();
    return result;
  };

  it('without qualification or signature is told what to do', async () => {
    const none = await withAccount({ qualificationIds: [] }, 'qualification', 'list');
    expect(none.stdout).toContain('No qualification yet: submit the company’s documents');
    const signs = await withAccount({ signNames: [] }, 'sign', 'list');
    expect(signs).toMatchObject({ exitCode: 0, stdout: expect.not.stringContaining('sign get') });
  });

  it('with an incomplete qualification is told what is missing', async () => {
    const qualificationIds = [{ id: 7, status: 'incomplete', reason: '缺少营业执照' }];
    const { stdout } = await withAccount({ qualificationIds }, 'qualification', 'list');
    expect(stdout).toMatch(/✗ +7 +\S+ +more documents required +缺少营业执照\n/);
  });

  it('lists every page', async () => {
    const templates = Array.from({ length: 51 }, (_, index) => template(`SMS_${index + 1}`, {}));
    const { stdout } = await withAccount({ templates }, 'template', 'list', '--json');
    expect(JSON.parse(stdout)).toHaveLength(51);
  });

  it('with signatures that are only filed is set up in Chinese', async () => {
    const filed = { mobile: 1, unicom: 3, telecom: 3 };
    const signNames = [{ signName: '示例甲', filing: filed }];
    const templates = [template('SMS_1', {})];
    const settings = ['--settings', join(folder(), 'filed.json'), '--lang', 'zh'];
    const { stdout } = await withAccount({ signNames, templates }, 'init', ...settings);
    expect(stdout).toContain('✓ 签名: 示例甲  已通过 · 中国移动：已报备，待验证');
    expect(stdout).toContain('! 【示例甲】在中国移动：已报备，待验证。\n');
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
