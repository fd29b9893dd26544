import { parsePhoneNumber } from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import type { RawGuard } from '../settings/schema.ts';
import { decide } from './guard.ts';

interface Attempt {
  readonly to?: string;
  readonly ip?: string;
  readonly now?: number;
}

/** A guard with windows of its own, so that no test shares its counts with another. */
function guardOf(guard: RawGuard): (attempt?: Attempt) => Promise<string> {
  const unique = { ...guard, perCountry: [{ limit: 1_000_000, seconds: nextSeconds() }] };
  return async ({ to = '+8613800138000', ip = '203.0.113.7', now = 0 } = {}) => {
    const number = parsePhoneNumber(to);
    if (number === undefined) throw new TypeError(to);
    const decision = await decide(unique, { number, ip, now, secret: 's' });
    return decision.refusedBy ?? 'admit';
  };
}

let seconds = 86_400;
const nextSeconds = (): number => {
  seconds += 1;
  return seconds;
};

const once = [{ limit: 1, seconds: 60 }];

describe('the guard', () => {
  it('lets only the listed countries pass, and counts nothing for the others', async () => {
    const send = guardOf({ countries: ['CN', 'HK'], total: once });
    expect(await send({ to: '+447400123456' })).toBe('countries');
    expect(await send({ to: '+85268326366' })).toBe('admit');
    expect(await send()).toBe('total');
  });

  it('limits a number, however it is written and from wherever it is asked for', async () => {
    const send = guardOf({ perNumber: once });
    expect(await send({ to: '8613800138000', ip: '203.0.113.1' })).toBe('admit');
    expect(await send({ to: '13800138000', ip: '203.0.113.2' })).toBe('perNumber');
    expect(await send({ to: '13800138001' })).toBe('admit');
  });

  it('goes on counting while other windows are tried out', async () => {
    const send = guardOf({ perNumber: [{ limit: 5, seconds: 60 }] });
    for (let tried = 0; tried < 5; tried += 1) {
      expect(await send()).toBe('admit');
      await guardOf({ perNumber: once })();
    }
    expect(await send()).toBe('perNumber');
  });

  it('limits an address, whatever the number', async () => {
    const send = guardOf({ perIp: once });
    expect(await send({ ip: '::ffff:203.0.113.9' })).toBe('admit');
    expect(await send({ ip: '203.0.113.9', to: '+8613800138001' })).toBe('perIp');
    expect(await send({ ip: '203.0.113.10' })).toBe('admit');
  });

  it.each(['', '127.0.0.1', '::ffff:10.0.0.7', 'fd00::1'])(
    'does not count %s as anyone’s address',
    async (ip) => {
      const send = guardOf({ perIp: once });
      expect(await send({ ip })).toBe('admit');
      expect(await send({ ip })).toBe('admit');
    },
  );

  it('limits numbers that share all but the last four digits', async () => {
    const send = guardOf({ perPrefix: [{ limit: 2, seconds: 60 }] });
    expect(await send({ to: '+8613800138001' })).toBe('admit');
    expect(await send({ to: '+8613800138002' })).toBe('admit');
    expect(await send({ to: '+8613800138003' })).toBe('perPrefix');
    expect(await send({ to: '+8613800148003' })).toBe('admit');
  });

  it('exempts listed numbers and addresses from their own limit, and from no other', async () => {
    const send = guardOf({
      perNumber: once,
      perIp: once,
      total: [{ limit: 3, seconds: 60 }],
      allowNumbers: ['13800138000'],
      allowIps: ['198.51.100.0/24'],
    });
    const listed = { to: '+8613800138000', ip: '198.51.100.7' };
    expect(await send(listed)).toBe('admit');
    expect(await send(listed)).toBe('admit');
    expect(await send({ ...listed, ip: '203.0.113.7' })).toBe('admit');
    expect(await send(listed)).toBe('total');
  });

  it('cannot be used up by a stranger whose requests are refused', async () => {
    const send = guardOf({ perNumber: once, perIp: once, total: [{ limit: 3, seconds: 86_400 }] });
    for (const last of Array.from({ length: 50 }, (_, index) => 1000 + index)) {
      await send({ ip: '203.0.113.66', to: `+861380013${last}` });
    }
    expect(await send({ ip: '203.0.113.1', to: '+8613900139001' })).toBe('admit');
    expect(await send({ ip: '203.0.113.2', to: '+8613900139002' })).toBe('admit');
  });

  it('only watches in record mode', async () => {
    const number = parsePhoneNumber('+8613800138000');
    if (number === undefined) throw new TypeError('number');
    const guard: RawGuard = { mode: 'record', total: [{ limit: 1, seconds: 987 }] };
    const request = { number, ip: undefined, now: 0, secret: '' };
    await decide(guard, request);
    expect(await decide(guard, request)).toMatchObject({ refusedBy: 'total', recordOnly: true });
  });
});
