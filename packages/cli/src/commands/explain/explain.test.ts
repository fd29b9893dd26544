import { describe, expect, it } from 'vitest';
import { runCommand } from '../../testing/terminal.ts';

describe('explain', () => {
  it('prints cause, remedy and who can fix it', async () => {
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

  it('recognises a message without a code by its wording', async () => {
    const { stdout } = await runCommand(['explain', '触发分钟级流控Permits:1', '--lang', 'zh']);
    expect(stdout).toMatch(/^isv\.BUSINESS_LIMIT_CONTROL\n {2}原因/);
  });

  it('says that a code is unknown, and exits with 1', async () => {
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

  it('does not mistake a word in a sentence for a code', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'the code has expired']);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('Unknown')]);
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

  it('recognises a carrier’s own code by its format, and claims nothing more', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'MK:0012']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Looks like +a carrier’s own code.*\n +Nearest +MK:0001, MK:0005/);
    expect(stdout).not.toMatch(/Sent\?|Who fixes it|Retry\?/);
    const json = await runCommand(['explain', 'MK:0012', '--json']);
    expect(JSON.parse(json.stdout)[0]).not.toHaveProperty('outcome');
  });

  it('knows that OK is not an error', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'OK']);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^OK\n {2}Not an error/)]);
  });

  it('names nobody to fix a delivered message', async () => {
    const { exitCode, stdout } = await runCommand(['explain', 'DELIVERED']);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('delivered to the phone')]);
    expect(stdout).toMatch(/Who fixes it +nobody needs to\n.*Retry\? +Not needed/);
  });

  it('prints commands that can be pasted, with npx outside it', async () => {
    const environment = { npm_lifecycle_event: 'npx' };
    const line = ['explain', 'isv.OUT_OF_SERVICE', '--reproduce'];
    const { stdout } = await runCommand(line, { environment });
    expect(stdout).toContain('\nnpx aliyun-sms send +86');
  });

  it('prints commands that can be pasted, whatever the name of the script that runs it', async () => {
    const environment = { npm_lifecycle_event: 'constructor' };
    const line = ['explain', 'isv.OUT_OF_SERVICE', '--reproduce'];
    const { stdout } = await runCommand(line, { environment });
    expect(stdout).toContain('\naliyun-sms send +86');
  });

  it('prints commands that can be pasted, with npm inside the repository', async () => {
    const environment = { npm_lifecycle_event: 'aliyun-sms' };
    const line = ['explain', 'isv.OUT_OF_SERVICE', '--reproduce'];
    const { stdout } = await runCommand(line, { environment });
    expect(stdout).toContain('(npm run aliyun-sms -- sandbox)');
    expect(stdout).toContain('\nnpm run aliyun-sms -- send +86');
  });

  it('does not say that users read our text for a limit: the connector leaves that to Logto', async () => {
    const { stdout } = await runCommand(['explain', 'isv.BUSINESS_LIMIT_CONTROL', '--reproduce']);
    expect(stdout).toContain('(with the connector, Logto’s own message about limits)');
    expect(stdout).not.toContain('What the user reads:');
  });

  it('prints the commands and their results with --reproduce', async () => {
    const { stdout } = await runCommand([
      'explain',
      'isv.NO_SUCH_CODE',
      'PORT_NOT_REGISTERED',
      'InvalidTemplateRule',
      'isv.OUT_OF_SERVICE',
      '--reproduce',
    ]);
    expect(stdout).toContain('\naliyun-sms send +8615400000113 ');
    expect(stdout).toContain('for the connector, the message was accepted');
    expect(stdout).toContain('No message in the sandbox can result in this code');
    expect(stdout).toContain('\n{"level":"error","event":"aliyun-sms:send","usage":"SignIn"');
    expect(stdout).toContain('\nThe message could not be sent.');
  });
});
