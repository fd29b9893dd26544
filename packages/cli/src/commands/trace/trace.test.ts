import { createServer } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { askedEntry } from '../../testing/audit-log.ts';
import { CODE, signInWorld, wayTo } from '../../testing/sign-in-world.ts';
import { runCommand } from '../../testing/terminal.ts';

const world = signInWorld();
const later = () => new Date(Date.now() + 60_000);

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

  it('reports a log file that cannot be read', async () => {
    const asking = { phone: '8613900001001', withoutLogto: true };
    const { exitCode, stderr } = await world.trace(asking, '--log', '/nowhere/logto.log');
    expect([exitCode, stderr]).toEqual([1, '✗ /nowhere/logto.log cannot be read.\n']);
  });

  it('says so if Aliyun counts messages but lists none', async () => {
    const answer = { Code: 'OK', TotalCount: 2, SmsSendDetailDTOs: { SmsSendDetailDTO: [] } };
    const server = createServer((_, response) => response.end(JSON.stringify(answer)));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const asking = { phone: '8613900001003', by: { endpoint }, withoutLogto: true };
    const { stdout } = await world.trace(asking, '--date', 'today', '--json');
    server.close();
    expect(JSON.parse(stdout)).toMatchObject({ verdicts: [{ verdict: 'counted-not-listed' }] });
  });
});
