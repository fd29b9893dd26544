import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templateProblems } from '../aliyun/template-rules.ts';
import { runCommand } from '../testing/terminal.ts';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});

afterAll(async () => {
  await sandbox.close();
});

const run = (...line: string[]) => runCommand([...line, '--endpoint', sandbox.url]);

describe('sign', () => {
  it('lists all signatures with their review', async () => {
    const { exitCode, stdout } = await run('sign', 'list');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/✓ +示例科技 +approved/);
    expect(stdout).toMatch(/! +示例待审 +in review/);
    expect(stdout).toMatch(/✗ +示例驳回 +rejected.*签名来源与资质不符/);
  });

  it('shows the filing with each carrier', async () => {
    const { stdout } = await run('sign', 'get', '示例未报备');
    expect(stdout).toMatch(/✗ +China Mobile +filing failed/);
    expect(stdout).toMatch(/! +China Unicom +filing in progress/);
    expect(stdout).toMatch(/✗ +China Telecom +not filed: this carrier blocks/);
  });

  it('explains a signature that does not exist', async () => {
    const { exitCode, stderr } = await run('sign', 'get', '没有');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^✗ \S+: /);
  });

  it('applies for one', async () => {
    const { exitCode, stdout } = await run('sign', 'create', '新签名', '--qualification-id', '1');
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('✓ Applied for "新签名"'),
    });
    expect((await run('sign', 'list')).stdout).toContain('新签名');
  });

  it.each([['【新签名】'], ['一'], ['测试签名'], ['新 签名']])(
    'does not apply for %s',
    async (name) => {
      const { exitCode, stderr } = await run('sign', 'create', name, '--qualification-id', '1');
      expect(exitCode).toBe(2);
      expect(stderr).toContain('would be rejected');
    },
  );

  it.each(['abc', '1.5', '-1'])('refuses the qualification id %s', async (id) => {
    const { exitCode, stderr } = await run('sign', 'create', '新签名', `--qualification-id=${id}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--qualification-id takes the id of a qualification');
  });

  it('requires a qualification', async () => {
    const { exitCode, stderr } = await run('sign', 'create', '新签名');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--qualification-id');
  });
});

describe('template', () => {
  it('lists all templates with their review', async () => {
    const { stdout } = await run('template', 'list');
    expect(stdout).toMatch(/✓ +SMS_200000001 +verification +approved +登录验证码/);
    expect(stdout).toMatch(/✗ +SMS_200000031 +verification +rejected/);
  });

  it('shows text, variables and segments of one', async () => {
    const { stdout } = await run('template', 'get', 'SMS_200000010');
    expect(stdout).toMatch(/Variables +name, order\n/);
    expect(stdout).toMatch(/Segments +1\n/);
  });

  it('applies for one, with {{code}} converted to Aliyun’s form', async () => {
    const text = '您的登录验证码{{code}}，10分钟内有效。';
    const line = ['template', 'create', '登录', '--text', text, '--sign-name', '示例科技'];
    const { exitCode, stdout, stderr } = await run(...line);
    expect(stderr).toContain('the {{code}} in the text was converted');
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('您的登录验证码${code}，10分钟内有效。'),
    });
  });
});

describe('the rules for templates', () => {
  it.each([
    { text: '验证码${code}，10分钟内有效', breaks: [] },
    { text: '验证码${code}，${min}分钟内有效', breaks: ['exactly one variable'] },
    { text: '您的号码是${code}', breaks: ['验证码, 注册码'] },
    { text: '【签名】验证码${code}', breaks: ['must not contain 【】'] },
    { text: '验证码${code}，详见https://example.com', breaks: ['must not contain links'] },
    { text: `验证码\${code}${'长'.repeat(500)}`, breaks: ['1 to 500 characters'] },
  ])('"$text" breaks $breaks', ({ text, breaks }) => {
    const problems = templateProblems(text, 'verification').map(({ en }) => en);
    expect(problems).toEqual(breaks.map((part) => expect.stringContaining(part)));
  });

  it('a promotional template must say how to unsubscribe', () => {
    expect(templateProblems('新品上市', 'promotion')).toHaveLength(1);
    expect(templateProblems('新品上市，拒收请回复R', 'promotion')).toEqual([]);
  });
});
