import { describe, expect, it } from 'vitest';
import { escalate, rememberSend } from './resend.ts';

const SECOND = 1000;
let last = 0;

/** A number that no other test used. */
function fresh() {
  last += 1;
  return { namespace: 'a', msisdn: `861380013${1000 + last}`, usageType: 'SignIn' };
}

describe('a message that is requested again', () => {
  it.each([
    [10, undefined],
    [29.9, undefined],
    [30, 'settings'],
    [120, 'settings'],
    [120.1, undefined],
  ])('after %d s skips the channel %s', (seconds, label) => {
    const sent = fresh();
    rememberSend({ ...sent, now: 0 }, 'settings');
    expect(escalate({ ...sent, now: seconds * SECOND })).toBe(label);
  });

  it('for another usage begins with the usual channel', () => {
    const sent = fresh();
    rememberSend({ ...sent, now: 0 }, 'settings');
    expect(escalate({ ...sent, usageType: 'Register', now: 40 * SECOND })).toBeUndefined();
  });

  it('skips a channel once per number in ten minutes', () => {
    const sent = fresh();
    rememberSend({ ...sent, now: 0 }, 'settings');
    expect(escalate({ ...sent, now: 40 * SECOND })).toBe('settings');
    rememberSend({ ...sent, now: 40 * SECOND }, 'fallbacks[0]');
    expect(escalate({ ...sent, now: 80 * SECOND })).toBeUndefined();
    rememberSend({ ...sent, usageType: 'Register', now: 600 * SECOND }, 'settings');
    expect(escalate({ ...sent, usageType: 'Register', now: 639 * SECOND })).toBeUndefined();
    expect(escalate({ ...sent, usageType: 'Register', now: 640 * SECOND })).toBe('settings');
  });

  it('of another account begins with its usual channel', () => {
    const sent = fresh();
    rememberSend({ ...sent, now: 0 }, 'settings');
    expect(escalate({ ...sent, namespace: 'b', now: 40 * SECOND })).toBeUndefined();
  });
});
