import { createServer } from 'node:http';
import { maskPhoneNumber } from 'aliyun-sms-client';
import { describe, expect, it, vi } from 'vitest';
import { askedEntry } from '../../testing/audit-log.ts';
import { CODE, signInWorld, wayTo } from '../../testing/sign-in-world.ts';
import { runCommand } from '../../testing/terminal.ts';

const world = signInWorld();
const later = () => new Date(Date.now() + 60_000);

/** An Aliyun that answers every query with these fields. */
async function aliyunWith(fields: object) {
  const server = createServer((_, response) =>
    response.end(JSON.stringify({ Code: 'OK', ...fields })),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return { by: { endpoint }, close: () => void server.close() };
}

describe('trace', () => {
  it('prints one timeline in chronological order, and never a code', async () => {
    const phone = '8613900001001';
    await world.asks(phone);
    world.sandbox().clock.shift(10_000);
    world.enters(phone, 'verification_code.code_mismatch');
    const { stdout } = await world.trace({ phone, now: later() });
    const steps = stdout.match(/(?:Logto|Aliyun|carrier) +[✓✗ ] +[a-z ]+/g);
    expect(steps?.map((step) => step.replaceAll(/ +/g, ' ').trim())).toEqual([
      'Logto code requested',
      'Aliyun ✓ accepted',
      'carrier ✓ delivered after',
      'Logto ✗ code entered',
    ]);
    expect(stdout).toContain('China time (UTC+8) · queried: Logto, sms\n');
    expect(stdout).not.toContain(CODE);
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await world.trace({ phone: '8613900001001', now: later() }, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      logto: true,
      from: expect.stringMatching(/\+08:00$/),
      timeline: [
        { by: 'Logto', step: 'asked', outcome: 'sent' },
        { by: 'Aliyun', step: 'accepted' },
        { by: 'carrier', step: 'reported', outcome: 'delivered' },
        { by: 'Logto', step: 'entered', outcome: 'verification_code.code_mismatch' },
      ],
    });
  });

  it('speaks Chinese', async () => {
    const asking = { phone: '8613900001001', now: later() };
    const { stdout } = await world.trace(asking, '--lang', 'zh');
    expect(stdout).toMatch(/北京时间（UTC\+8） · 已查询：Logto、sms\n/);
    expect(stdout).toMatch(/\n原因 +输入的验证码不正确.*\n下一步 +\S/);
  });

  it('uses the settings stored in Logto if there are no others', async () => {
    const config = world.settings();
    const own = { id: '1', connectorId: 'aliyun-sms', type: 'Sms', config };
    world.logto().state.connectors = [own];
    const environment = { HOME: '/nowhere', ...wayTo(world.logto()) };
    const { stdout } = await runCommand(['trace', '+8613900001001'], { environment, now: later() });
    expect(stdout).toContain(`Key busy (Logto) at ${world.sandbox().url}\n`);
    expect(stdout).toContain('delivered after');
  });

  it('reads all pages of Logto’s log, and ignores other times and numbers', async () => {
    const phone = '8613900001002';
    const at = Date.now() - 60_000;
    const many = Array.from({ length: 250 }, (_, index) =>
      askedEntry({ phone: '1', at: at + index }),
    );
    const old = askedEntry({ phone, at: at - 7_200_000 });
    world.logto().state.auditLog.push(askedEntry({ phone, at: at - 1 }), ...many, old);
    const { stdout } = await world.trace({ phone }, '--last', '1h', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ timeline: [{ step: 'asked' }] });
  });

  it('says how far back it has read if Logto’s log is very long', async () => {
    const { auditLog } = world.logto().state;
    const before = auditLog.splice(0);
    const at = Date.now() - 60_000;
    for (let index = 0; index <= 10_000; index += 1) {
      auditLog.push(askedEntry({ phone: '1', at: at + index }));
    }
    const { stdout } = await world.trace({ phone: '8613900001006', now: later() }, '--json');
    auditLog.splice(0, Infinity, ...before);
    const since = new Date(at + 1).toISOString();
    const { notes }: { notes: string[] } = JSON.parse(stdout);
    expect(notes[0]).toContain(`it was only read back to ${since}. Choose a shorter period`);
  });

  it('gives the reason of a carrier in Chinese', async () => {
    const phone = '8615400000101';
    await world.asks(phone);
    world.sandbox().clock.shift(10_000);
    const { stdout } = await world.trace({ phone, now: later() }, '--lang', 'zh');
    expect(stdout).toMatch(/\n原因 +MOBILE_NOT_ON_SERVICE：\S+\n下一步 +\S/);
  });

  it('shows what Aliyun knows if Logto cannot be queried', async () => {
    const { stdout, exitCode } = await world.trace(
      { phone: '8613900001001', now: later() },
      '--app-id',
      'another',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('delivered after');
    expect(stdout).toMatch(/\n! Logto issued no token/);
  });

  it('reads the connector’s own reason from Logto’s output', async () => {
    const phone = '8615400000005';
    vi.stubEnv('ALIYUN_SMS_LOG', 'warn');
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await world.asks(phone);
    await world.asks('8615400000006');
    const stdin = written.mock.calls.map(([line]) => `logto-1  | ${String(line)}`).join('');
    written.mockRestore();
    vi.stubEnv('ALIYUN_SMS_LOG', 'silent');
    const asking = { phone, now: later(), stdin };
    const { stdout } = await world.trace(asking, '--log', '-');
    expect(stdout).toMatch(/connector +✗ +not sent: isv.AMOUNT_NOT_ENOUGH\n/);
    expect(stdout).toMatch(/\nWhy +isv.AMOUNT_NOT_ENOUGH: The balance.*\nNext +Top up/);
    const alone = await world.trace({ ...asking, withoutLogto: true }, '--log', '-', '--json');
    expect(JSON.parse(alone.stdout)).toMatchObject({
      timeline: [{ by: 'connector', step: 'logged', outcome: 'not-sent' }],
      verdicts: [{ verdict: 'refused-by-aliyun', why: expect.stringContaining('balance') }],
    });
  });

  it.each([
    ['a lost response', { outcome: 'unknown', reason: 'timeout' }, 'not-on-record'],
    ['a limit of the guard', { outcome: 'not-sent', guard: 'perNumber' }, 'limited-by-guard'],
    ['a send that did not begin', { outcome: 'not-sent', reason: 'No.' }, 'not-handed-over'],
    [
      'a limit of Aliyun’s',
      { outcome: 'not-sent', apiCode: 'isv.BUSINESS_LIMIT_CONTROL', guard: 'admit' },
      'limited-by-aliyun',
    ],
  ])('recognises %s in Logto’s output alone', async (_, logged, verdict) => {
    const to = maskPhoneNumber('+8613900001004');
    const line = { event: 'aliyun-sms:send', time: new Date().toISOString(), to, ...logged };
    const stdin = `listening\naliyun-sms:send {"cut\nlogto-1  | ${JSON.stringify(line)}\n`;
    const asking = { phone: '8613900001004', now: later(), stdin, withoutLogto: true };
    const { stdout } = await world.trace(asking, '--log', '-', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      timeline: [{ by: 'connector', outcome: logged.outcome }],
      verdicts: [{ verdict }],
    });
  });

  it('explains a line of the log in Chinese too, and quotes its English reason', async () => {
    const to = maskPhoneNumber('+8613900001006');
    const reason = 'A guard limit was reached. (guard.perNumber)';
    const logged = { outcome: 'not-sent', guard: 'perNumber', reason };
    const line = { event: 'aliyun-sms:send', time: new Date().toISOString(), to, ...logged };
    const stdin = JSON.stringify(line);
    const asking = { phone: '8613900001006', now: later(), stdin, withoutLogto: true };
    const { stdout } = await world.trace(asking, '--log', '-', '--lang', 'zh');
    expect(stdout).toContain(
      `原因    连接器的防刷拒绝：达到设置中的某项上限，未向阿里云提交。（日志：${reason}）`,
    );
  });

  it('reports a log file that cannot be read', async () => {
    const asking = { phone: '8613900001001', withoutLogto: true };
    const { exitCode, stderr } = await world.trace(asking, '--log', '/nowhere/logto.log');
    expect([exitCode, stderr]).toEqual([1, '✗ /nowhere/logto.log cannot be read.\n']);
  });

  it('says so if Aliyun counts messages but lists none', async () => {
    const { by, close } = await aliyunWith({ TotalCount: 2 });
    const asking = { phone: '8613900001003', by, now: later() };
    const found = [await world.trace({ ...asking, withoutLogto: true }, '--json')];
    world.says(asking.phone, { flow: 'Register' });
    found.push(await world.trace(asking, '--json'));
    close();
    const verdicts = [{ verdict: 'counted-not-listed' }];
    expect(found.map(({ stdout }) => JSON.parse(stdout) as unknown)).toMatchObject([
      { verdicts },
      { verdicts },
    ]);
  });

  it('shows records of which Aliyun gives neither times nor texts', async () => {
    const list = [{ SendStatus: 3 }, { SendStatus: 2 }];
    const { by, close } = await aliyunWith({ SmsSendDetailDTOs: { SmsSendDetailDTO: list } });
    const asking = { phone: '8613900001005', by, now: later(), withoutLogto: true };
    const { stdout } = await world.trace(asking, '--date', 'today');
    close();
    expect(stdout).toMatch(/\n +Aliyun +✓ +accepted \(sms\)\n +carrier +✓ +delivered\n/);
    expect(stdout).toMatch(/\n +Aliyun +✓ +accepted \(sms\)\n +carrier +✗ +failed\n\nWhy +\?: /);
  });
});
