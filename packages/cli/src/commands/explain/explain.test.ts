import { describe, expect, it } from 'vitest';
import { runCommand } from '../../testing/terminal.ts';

describe('explain', () => {
  it('tells cause, remedy and who can act', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'isv.AMOUNT_NOT_ENOUGH']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^isv\.AMOUNT_NOT_ENOUGH\n {2}Cause .*\n {2}What to do .*\n {2}Who fixes it +you/,
    );
  });

  it('finds the code in a message', async () => {
    const message = 'ConnectorError: Aliyun answered isv.SMS_SIGNATURE_ILLEGAL (HTTP 200)';
    const { stdout } = await runCommand(['explain', message, '--json']);
    expect(JSON.parse(stdout)).toMatchObject([
      { apiCode: 'isv.SMS_SIGNATURE_ILLEGAL', known: true },
    ]);
  });

  it('knows the wording of a message without a code, in Chinese', async () => {
    const { stdout } = await runCommand(['explain', '触发分钟级流控Permits:1', '--lang', 'zh']);
    expect(stdout).toMatch(/^isv\.BUSINESS_LIMIT_CONTROL\n {2}原因/);
  });

  it('is honest about an unknown code, and exits with 1', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'isv.NO_SUCH_CODE']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('not in the error book');
  });

  it.each(['ISV.amount_not_enough', 'AMOUNT_NOT_ENOUGH', ' isv.AMOUNT_NOT_ENOUGH '])(
    'knows the code %j in any letter case',
    async (code) => {
      const { exitCode, stdout } = await runCommand(['explain', code]);
      expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^isv\.AMOUNT_NOT_ENOUGH\n/)]);
    },
  );

  it('takes no word of a sentence for a code', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'the code has expired']);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('Not known')]);
  });

  it.each([
    ['isv.AMOUNT_NOT_ENUF', 'isv.AMOUNT_NOT_ENOUGH'],
    ['PORT_NOT_REGISTRED', 'PORT_NOT_REGISTERED'],
    ['security_frozen', 'isv.SECURITY_FROZEN_ACCOUNT'],
  ])('names the nearest code to %s', async (typo, meant) => {
    const { exitCode, stdout } = await runCommand(['explain', typo, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ known: false, carrier: false, nearest: [meant] }]);
  });

  it('tells a carrier’s own code by its shape, and claims no more', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'MK:0012']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Looks like +a carrier’s own code.*\n +Nearest +MK:0001, MK:0005/);
    expect(stdout).not.toMatch(/Sent\?|Who fixes it|Retry\?/);
    const json = await runCommand(['explain', 'MK:0012', '--json']);
    expect(JSON.parse(json.stdout)[0]).not.toHaveProperty('outcome');
  });

  it('knows that OK is no error', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'OK']);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^OK\n {2}No error/)]);
  });

  it('writes commands as they can be pasted, through npm inside the repository', async () => {
    const environment = { npm_lifecycle_event: 'aliyun-sms' };
    const line = ['explain', 'isv.OUT_OF_SERVICE', '--reproduce'];
    const { stdout } = await runCommand(line, { environment });
    expect(stdout).toContain('(npm run aliyun-sms -- sandbox)');
    expect(stdout).toContain('\nnpm run aliyun-sms -- send +86');
  });

  it('prints with --reproduce what to type, and what it gives', async () => {
    const { stdout } = await runCommand([
      'explain',
      'isv.NO_SUCH_CODE',
      'PORT_NOT_REGISTERED',
      'InvalidTemplateRule',
      'isv.OUT_OF_SERVICE',
      '--reproduce',
    ]);
    expect(stdout).toContain('\naliyun-sms send +8615400000113 ');
    expect(stdout).toContain('to the connector the message is accepted');
    expect(stdout).toContain('No message meets this code in the sandbox');
    expect(stdout).toContain('\n{"level":"error","event":"aliyun-sms:send","usage":"SignIn"');
    expect(stdout).toContain('\nThe message could not be sent.');
  });
});
