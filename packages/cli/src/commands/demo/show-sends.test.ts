import { channel } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Output } from '../../output.ts';
import { testTerminal } from '../../testing/terminal.ts';
import { showSends } from './show-sends.ts';

afterEach(() => vi.unstubAllEnvs());

const event = { usage: 'SignIn', to: '+86138****8000', ms: 3.2 };

function linesFor(events: readonly unknown[]): string {
  const { terminal, stdout } = testTerminal();
  const output = new Output(terminal, { json: false, language: 'en', showNumbers: false });
  const end = showSends(output, () => new Date());
  for (const one of events) channel('aliyun-sms:send').publish(one);
  end();
  channel('aliyun-sms:send').publish({ ...event, outcome: 'accepted' });
  return stdout();
}

describe('the demo’s lines', () => {
  it('give the reason if Aliyun was not called, and end with the demo', () => {
    const refused = { ...event, outcome: 'refused', reason: 'the guard' };
    expect(linesFor([refused])).toMatch(/^ {2}\S+ {2}✗ SignIn {2}\+86138\*{4}8000 {2}the guard\n$/);
  });

  it('ignore other events', () => {
    expect(linesFor([undefined, { usage: 'SignIn' }])).toBe('');
  });

  it('leave the log on if ALIYUN_SMS_LOG is set', () => {
    vi.stubEnv('ALIYUN_SMS_LOG', 'json');
    linesFor([]);
    expect(process.env['ALIYUN_SMS_LOG']).toBe('json');
  });
});
