import { createSmsClient } from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import { main } from '../../main.ts';
import { testTerminal } from '../../testing/terminal.ts';

const SECRET = 'testsecret';

/** Runs `sandbox` while `act` calls it; resolves to what it printed after its start. */
async function linesWhile(
  act: (endpoint: string, tick: () => void) => Promise<unknown>,
  ...flags: readonly string[]
): Promise<string> {
  const stop = new AbortController();
  const { terminal, stdout, stderr } = testTerminal({ signal: stop.signal });
  const clock = { now: Date.parse('2026-03-04T05:06:07Z') };
  const line = ['sandbox', '--port', '0', ...flags];
  const ended = main(line, { ...terminal, now: () => new Date(clock.now) });
  while (!stdout().includes('Ctrl-C')) {
    if (stderr() !== '') throw new Error(stderr());
    // oxlint-disable-next-line no-await-in-loop
    await new Promise(setImmediate);
  }
  const [, endpoint = ''] = /(http:\S+)\n/.exec(stdout()) ?? [];
  const before = stdout().length;
  await act(endpoint, () => (clock.now += 1000));
  stop.abort();
  expect(await ended).toBe(0);
  return stdout().slice(before).trimStart();
}

const clientOf = (endpoint: string, accessKeySecret = SECRET) =>
  createSmsClient({ credentials: { accessKeyId: 'testid', accessKeySecret }, endpoint });

const message = { signName: '示例科技', templateCode: 'SMS_200000001' };

const send = async (endpoint: string, phoneNumber = '8613800138000') =>
  clientOf(endpoint).sendSms({ ...message, phoneNumber, templateParam: { code: '123456' } });

describe('while the sandbox runs, its terminal', () => {
  it('shows each message, with number and code masked', async () => {
    expect(await linesWhile((endpoint) => send(endpoint))).toMatch(
      /^\d\d:\d\d:\d\d {2}✓ \+86138\*{4}8000 {2}【示例科技】登录验证码••••••，.+\n$/,
    );
  });

  it('shows both with --show-numbers and --show-codes', async () => {
    const line = await linesWhile((endpoint) => send(endpoint), '--show-codes', '--show-numbers');
    expect(line).toContain('✓ +8613800138000  【示例科技】登录验证码123456，');
  });

  it('says why a call was refused, in both languages', async () => {
    const wrong = { ...message, phoneNumber: '8613800138000', templateCode: 'SMS_1' };
    const refused = async (endpoint: string) =>
      clientOf(endpoint)
        .sendSms(wrong)
        .catch(() => {});
    expect(await linesWhile(refused)).toMatch(
      /✗ SendSms {2}isv\.SMS_TEMPLATE_ILLEGAL – .*template/,
    );
    expect(await linesWhile(refused, '--lang', 'zh')).toMatch(
      /✗ SendSms {2}isv\.\S+ – \p{Script=Han}/u,
    );
  });

  it('says what would explain a wrong signature, without the secret', async () => {
    const line = await linesWhile(async (endpoint) =>
      clientOf(endpoint, `${SECRET}&`)
        .querySmsSignList({ pageIndex: 1, pageSize: 10 })
        .catch(() => {}),
    );
    expect(line).toMatch(/✗ QuerySmsSignList {2}SignatureDoesNotMatch – /);
    expect(line).not.toContain(SECRET);
  });

  it('drops control characters that a caller sends', async () => {
    const line = await linesWhile(async (endpoint) =>
      fetch(`${endpoint}/?Action=%1b%5b2J%0aSendSms%e2%80%ae&Version=2017-05-25`),
    );
    expect(line).toMatch(/^\S+ {2}✗ {2}SendSms {2}InvalidAction\.NotFound – \P{C}+\n$/u);
  });

  it('only counts messages beyond twenty a second', async () => {
    const lines = await linesWhile(async (endpoint, tick) => {
      const numbers = Array.from({ length: 25 }, (_, index) => `861380013${1000 + index}`);
      await Promise.all(numbers.map((number) => send(endpoint, number)));
      tick();
      await send(endpoint, '8613900139000');
    });
    const shown = lines.trimEnd().split('\n');
    expect(shown).toHaveLength(22);
    expect(shown[20]).toMatch(/… and 5 more$/);
    expect(shown[21]).toContain('+86139****9000');
  });
});
