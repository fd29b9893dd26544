import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox, type SandboxSeed } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../testing/terminal.ts';

let sandbox: RunningSandbox | undefined;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterEach(async () => {
  await sandbox?.close();
  await rm(folder, { recursive: true });
});

const TEXT = '登录验证码${code}，10分钟内有效。';
const NEW_SIGN = ['--sign-name', '新公司', '--qualification-id', '1'];
const NEW_TEMPLATE = ['--template-text', TEXT];
const file = () => join(folder, 'settings.json');

type Account = NonNullable<SandboxSeed['accounts']>[number];

/** An account with these; reviews last until the test decides them, unless `reviewMs` is set. */
async function start(account: Partial<Account>, reviewMs = 3_600_000) {
  const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
  const accounts = [{ id: 'new', keys, ...account }];
  sandbox = await startSandbox({ port: 0, seed: { accounts, settings: { reviewMs } } });
  const endpoint = ['--endpoint', sandbox.url];
  const applications = (action: string) =>
    sandbox?.requests.list().filter((request) => request.action === action).length;
  return {
    sandbox,
    applications,
    init: (line: readonly string[], signal?: AbortSignal) =>
      runCommand(['init', '--settings', file(), ...line, ...endpoint], signal ? { signal } : {}),
    /** Resolves when a list shows this in review. */
    inReview: (kind: 'sign' | 'template', text: string) =>
      expect
        .poll(async () => (await runCommand([kind, 'list', ...endpoint])).stdout)
        .toMatch(new RegExp(`${text}.*in review|in review.*${text}`)),
  };
}

const company = { signNames: [{ signName: '示例科技' }] };

describe('init with nothing to choose from', () => {
  it('applies for signature and template, watches both reviews, and writes the settings', async () => {
    const { init } = await start({}, 100);
    const { exitCode, stdout, stderr } = await init([
      ...NEW_SIGN,
      '--template-text',
      '登录验证码{{code}}，10分钟内有效。',
      '--wait',
    ]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toContain('✓ 新公司 is approved.');
    expect(stdout).toContain(`New template: 【新公司】${TEXT} (1 segment)`);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      signName: '新公司',
      templates: [{ templateCode: { china: expect.stringMatching(/^SMS_\d+$/) } }],
    });
  });

  it('does not apply with a text or name that breaks a rule', async () => {
    const { init, applications } = await start(company);
    const template = await init(['--template-text', '您的号码是${code}']);
    const sign = await init(['--sign-name', '【新】', '--qualification-id', '1']);
    expect([template.exitCode, sign.exitCode]).toEqual([2, 2]);
    expect(template.stderr).toContain('验证码, 注册码');
    expect(applications('CreateSmsTemplate')).toBe(0);
    expect(applications('CreateSmsSign')).toBe(0);
  });

  it('applies for an overseas template with the text of a file', async () => {
    const { init, applications } = await start(company, 100);
    const text = join(folder, 'overseas.txt');
    await writeFile(text, 'Your code is {{code}}.\n');
    const overseas = ['--template-overseas-text', `@${text}`];
    const first = await init([...NEW_TEMPLATE, ...overseas, '--wait']);
    expect(first.stdout).toContain('New template: [示例科技]Your code is ${code}. (1 segment)');
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      templates: [{ templateCode: { overseas: expect.stringMatching(/^SMS_\d+$/) } }],
    });
    expect((await init([...NEW_TEMPLATE, ...overseas])).exitCode).toBe(0);
    expect(applications('CreateSmsTemplate')).toBe(2);
  });

  it('does not apply with an overseas text without a code, or a missing file', async () => {
    const { init, applications } = await start({
      ...company,
      templates: [{ templateCode: 'SMS_7', content: TEXT }],
    });
    const plain = await init(['--template-overseas-text', 'Hello']);
    const gone = await init(['--template-overseas-text', '@none.txt']);
    expect([plain.exitCode, gone.exitCode]).toEqual([2, 2]);
    expect(plain.stderr).toContain('exactly one variable');
    expect(gone.stderr).toContain(
      `${join(process.cwd(), 'none.txt')}, named by --template-overseas-text, cannot be read`,
    );
    expect(applications('CreateSmsTemplate')).toBe(0);
  });

  it('names the flags that a script must pass', async () => {
    const { init } = await start({});
    expect((await init([])).stderr).toContain('--sign-name and --qualification-id');
    expect((await init(['--sign-name', '新公司'])).stderr).toContain('not in this account');
  });
});

describe('a review', () => {
  it('is not awaited without --wait, and found again by the next run', async () => {
    const { init, applications, sandbox: running } = await start(company);
    const first = await init(NEW_TEMPLATE);
    expect(first.exitCode).toBe(1);
    const [templateCode = ''] = /SMS_\d+/.exec(first.stderr) ?? [];
    expect(first.stderr).toContain(`${templateCode} is in review. Run init again`);
    const second = init([...NEW_TEMPLATE, '--wait']);
    running.decideReview({ templateCode });
    expect((await second).exitCode).toBe(0);
    expect(applications('CreateSmsTemplate')).toBe(1);
    expect(await readFile(file(), 'utf8')).toContain(templateCode);
  });

  it('is awaited without being named if it is the only one', async () => {
    const { init, sandbox: running } = await start({
      ...company,
      templates: [{ templateCode: 'SMS_7', content: TEXT, status: 'reviewing' }],
    });
    const run = init(['--wait']);
    running.decideReview({ templateCode: 'SMS_7' });
    expect((await run).exitCode).toBe(0);
  });

  it('is awaited with --json without printing anything in between', async () => {
    const { init, sandbox: running } = await start({
      ...company,
      templates: [{ templateCode: 'SMS_7', content: TEXT, status: 'reviewing' }],
    });
    const run = init(['--wait', '--json']);
    running.decideReview({ templateCode: 'SMS_7' });
    const { stdout, stderr } = await run;
    expect(stderr).toMatch(/^Key .*\n$/);
    expect(JSON.parse(stdout)).toMatchObject({ pushed: false });
  });

  it('cannot be awaited if the script names no text and the account has no template', async () => {
    const { init } = await start(company);
    const { exitCode, stderr } = await init(['--wait']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Apply for one with --template-text');
  });

  it('is preceded by the number of segments of a long text', async () => {
    const { init, applications } = await start(company);
    const text = `登录验证码\${code}${'，请勿泄露于他人'.repeat(12)}。`;
    const { stdout } = await init(['--template-text', text]);
    expect(stdout).toContain('(2 segments)');
    expect(applications('CreateSmsTemplate')).toBe(1);
  });

  it('ends with the reviewer’s reason if it is rejected', async () => {
    const { init, inReview, sandbox: running } = await start(company);
    const run = init([...NEW_SIGN, '--wait']);
    await inReview('sign', '新公司');
    running.decideReview({ signName: '新公司', reason: '材料不全' });
    const { exitCode, stderr } = await run;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('新公司: rejected – 材料不全.');
    expect(existsSync(file())).toBe(false);
  });

  it('can be interrupted with Ctrl-C', async () => {
    const { init, inReview } = await start(company);
    const stop = new AbortController();
    const run = init([...NEW_SIGN, '--wait'], stop.signal);
    await inReview('sign', '新公司');
    stop.abort();
    const { exitCode, stderr } = await run;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('新公司 is in review. Run init again');
  });
});
