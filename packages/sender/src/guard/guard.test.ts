import { parsePhoneNumber } from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import type { RawGuard } from '../settings/schema.ts';
import { createGuard } from './guard.ts';
import { NAMESPACE } from './testing/counting.ts';

interface Attempt {
  readonly to?: string;
  readonly ip?: string;
  readonly now?: number;
}

const numberOf = (to: string) => {
  const number = parsePhoneNumber(to);
  if (number === undefined) throw new TypeError(to);
  return number;
};

function guardOf(rules: RawGuard, guard = createGuard()) {
  const ask = ({ to = '+8613800138000', ip = '203.0.113.7', now = 0 }: Attempt = {}) =>
    guard.decide(rules, { number: numberOf(to), ip, now, namespace: NAMESPACE });
  const send = async (attempt?: Attempt) => (await ask(attempt)).decision.refusedBy ?? 'admit';
  const settle = (to = '+8613800138000', now = 0) =>
    guard.settle(rules, { number: numberOf(to), now, namespace: NAMESPACE });
  return { ask, send, settle };
}

const ending = (last: number) => `+86138001380${String(last).padStart(2, '0')}`;
const once = [{ limit: 1, seconds: 60 }];
const onceUnverified = [{ limit: 1, seconds: 3600, count: 'unverified' as const }];

describe('the guard', () => {
  it('admits only the listed countries, and does not count the others', async () => {
    const { send } = guardOf({ countries: ['CN', 'HK'], total: once });
    expect(await send({ to: '+447400123456' })).toBe('countries');
    expect(await send({ to: '+85268326366' })).toBe('admit');
    expect(await send()).toBe('total');
  });

  it('limits a number, however it is written and whatever the address', async () => {
    const { send } = guardOf({ perNumber: once });
    expect(await send({ to: '8613800138000', ip: '203.0.113.1' })).toBe('admit');
    expect(await send({ to: '13800138000', ip: '203.0.113.2' })).toBe('perNumber');
    expect(await send({ to: '13800138001' })).toBe('admit');
  });

  it('keeps its counts while eight other sets of windows are in use', async () => {
    const guard = createGuard();
    const { send } = guardOf({ perNumber: [{ limit: 3, seconds: 60 }] }, guard);
    for (let sent = 0; sent < 3; sent += 1) expect(await send()).toBe('admit');
    for (let limit = 1; limit <= 8; limit += 1) {
      const other = guardOf({ perIp: [{ limit, seconds: 60 + limit }] }, guard);
      for (let sent = 0; sent < limit; sent += 1) {
        await other.send({ ip: `203.0.113.${limit}`, now: 1 });
      }
    }
    expect(await send()).toBe('perNumber');
  });

  it('limits an address, whatever the number', async () => {
    const { send } = guardOf({ perIp: once });
    expect(await send({ ip: '::ffff:203.0.113.9' })).toBe('admit');
    expect(await send({ ip: '203.0.113.9:4711', to: '+8613800138001' })).toBe('perIp');
    expect(await send({ ip: '203.0.113.10' })).toBe('admit');
  });

  it('limits an IPv6 /56 to four times and a /48 to sixteen times the limit of a /64', async () => {
    const { send } = guardOf({ perIp: once });
    const admitted = async (ipOf: (index: number) => string) => {
      let count = 0;
      for (let index = 0; index < 256; index += 1) {
        if ((await send({ ip: ipOf(index) })) === 'admit') count += 1;
      }
      return count;
    };
    expect(await admitted((index) => `2001:db8:1:${index.toString(16)}::1`)).toBe(4);
    expect(await admitted((index) => `2001:db8:2:${index.toString(16)}00::1`)).toBe(16);
  });

  it.each(['127.0.0.1', '::ffff:10.0.0.7', 'fd00::1', '10.0.0.7:81', 'unknown'])(
    'treats %s, if it keeps coming, as a proxy and does not count it',
    async (ip) => {
      const { ask } = guardOf({ perIp: once });
      for (let sent = 0; sent < 40; sent += 1) {
        const { decision } = await ask({ ip });
        expect(decision).toMatchObject({ refusedBy: undefined, addressUnknown: true });
      }
    },
  );

  it('does not report a missing address as unknown', async () => {
    const { ask } = guardOf({ perIp: once });
    for (const ip of ['', ' ', '']) {
      const { decision } = await ask({ ip });
      expect(decision).toMatchObject({ refusedBy: undefined, addressUnknown: false });
    }
  });

  it.each([
    ['private', (index: number) => `10.0.${index}.7`],
    ['unreadable', (index: number) => `unknown-${index}`],
    ['private, with a port', (index: number) => `192.168.${index}.1:${index}`],
  ])('gives all %s addresses one limit once there are too many for proxies', async (_, ipOf) => {
    const { send } = guardOf({ perIp: [{ limit: 2, seconds: 3600 }] });
    let admitted = 0;
    for (let index = 0; index < 100; index += 1) {
      if ((await send({ ip: ipOf(index) })) === 'admit') admitted += 1;
    }
    expect(admitted).toBe(16 + 2);
    expect(await send({ ip: ipOf(0), now: 3_700_000 })).toBe('admit');
  });

  it('forgets such addresses within an hour even if the clock is set back', async () => {
    const { ask } = guardOf({ perIp: once });
    const day = 86_400_000;
    for (let index = 0; index < 40; index += 1) {
      await ask({ ip: `10.0.0.${index}`, now: 100 * day });
    }
    await ask({ ip: '10.9.9.9', now: 99 * day });
    const { decision } = await ask({ ip: '10.9.9.9', now: 99 * day + 3_700_000 });
    expect(decision).toMatchObject({ addressUnknown: true });
  });

  it('exempts listed private addresses, however many there are', async () => {
    const { ask } = guardOf({ perIp: once, allowIps: ['10.0.0.0/8'] });
    for (let index = 0; index < 40; index += 1) {
      const { decision } = await ask({ ip: `10.0.0.${index}` });
      expect(decision).toMatchObject({ refusedBy: undefined, addressUnknown: false });
    }
  });

  it('limits numbers that share all but the last four digits', async () => {
    const { send } = guardOf({ perPrefix: [{ limit: 2, seconds: 60 }] });
    expect(await send({ to: '+8613800138001' })).toBe('admit');
    expect(await send({ to: '+8613800138002' })).toBe('admit');
    expect(await send({ to: '+8613800138003' })).toBe('perPrefix');
    expect(await send({ to: '+8613800148003' })).toBe('admit');
  });

  it('exempts listed numbers and addresses only from their own limit', async () => {
    const { send } = guardOf({
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

  it('does not count refused requests, so an attacker cannot use up the total', async () => {
    const { send } = guardOf({
      perNumber: once,
      perIp: once,
      total: [{ limit: 3, seconds: 86_400 }],
    });
    for (let last = 1000; last < 1050; last += 1) {
      await send({ ip: '203.0.113.66', to: `+861380013${last}` });
    }
    expect(await send({ ip: '203.0.113.1', to: '+8613900139001' })).toBe('admit');
    expect(await send({ ip: '203.0.113.2', to: '+8613900139002' })).toBe('admit');
  });

  it('refuses nothing in record mode', async () => {
    const { ask } = guardOf({ mode: 'record', total: [{ limit: 1, seconds: 987 }] });
    await ask();
    expect((await ask()).decision).toMatchObject({ refusedBy: 'total', recordOnly: true });
  });

  it('gives places back, also in a window of unverified sends', async () => {
    const { ask, send } = guardOf({ perNumber: once, perIp: onceUnverified });
    const { giveBack } = await ask();
    expect(await send()).toBe('perIp');
    await giveBack();
    expect(await send()).toBe('admit');
  });
});

describe('an entered code', () => {
  const minute = 60_000;

  it('gives back its own place, and no other', async () => {
    const { send, settle } = guardOf({ perIp: onceUnverified });
    await send({ to: '+8613800138001' });
    expect(await settle('+8613800138002')).toBe(false);
    expect(await send({ to: '+8613800138003' })).toBe('perIp');
    expect(await settle('+8613800138001')).toBe(true);
    expect(await send({ to: '+8613800138003' })).toBe('admit');
  });

  it('settles all outstanding sends of its number, each once', async () => {
    const { send, settle } = guardOf({ total: [{ limit: 4, seconds: 3600, count: 'unverified' }] });
    await send({ to: '+8613800138001' });
    await send();
    await send();
    expect(await settle()).toBe(true);
    expect(await settle()).toBe(false);
    const others = ['+8613800138002', '+8613800138003', '+8613800138004', '+8613800138005'];
    const sends = [];
    for (const to of others) sends.push(await send({ to }));
    expect(sends).toEqual(['admit', 'admit', 'admit', 'total']);
  });

  it('gives back no place in windows that count all sends', async () => {
    const { send, settle } = guardOf({ perIp: onceUnverified, total: once });
    await send();
    expect(await settle()).toBe(true);
    expect(await send()).toBe('total');
  });

  it.each([
    [undefined, 9, true],
    [undefined, 11, false],
    [60, 59, true],
    [60, 61, false],
  ])(
    'with codeMinutes %j, entered after %d minutes, settles: %s',
    async (codeMinutes, minutes, settled) => {
      const { send, settle } = guardOf({ codeMinutes, perIp: onceUnverified });
      await send();
      expect(await settle(undefined, minutes * minute)).toBe(settled);
    },
  );

  it('exempts its number from unverified windows for trustVerifiedDays', async () => {
    const day = 1_440 * minute;
    const { send, settle } = guardOf({ trustVerifiedDays: 2, perIp: onceUnverified });
    await settle();
    expect(await send({ to: '+8613800138001' })).toBe('admit');
    expect(await send()).toBe('admit');
    expect(await send()).toBe('admit');
    expect(await send({ now: 2 * day + minute })).toBe('admit');
    expect(await send({ now: 2 * day + minute })).toBe('perIp');
  });

  it('makes room in a growing window, once per code and while it is in the window', async () => {
    const { send, settle } = guardOf({
      perIp: [{ limit: 2, seconds: 3600, count: 'unverified', perVerified: 0.5 }],
    });
    const now = 1000;
    // Requested twice and entered once: half a place, like the next one.
    await send({ to: ending(1), now });
    await send({ to: ending(1), now });
    await settle(ending(1), now);
    await send({ to: ending(2), now });
    await settle(ending(2), now);
    await settle(ending(2), now);
    const attack = [];
    for (const last of [11, 12, 13, 14]) attack.push(await send({ to: ending(last), now }));
    expect(attack).toEqual(['admit', 'admit', 'admit', 'perIp']);
    // The places made by the codes are gone after an hour, the sends a tenth of an hour later.
    expect(await send({ to: ending(21), now: 3_600_000 })).toBe('perIp');
    expect(await send({ to: ending(21), now: 3_960_000 })).toBe('admit');
  });

  it.each([
    [360_000, 3_959_999, 'admit'],
    [360_000, 3_960_000, 'perIp'],
    [719_999, 3_959_999, 'admit'],
    [719_999, 3_960_000, 'perIp'],
  ])('at %d ms makes room by tenths of the window, rounded down: at %d ms %s', async (...times) => {
    const [entered, now, decision] = times;
    const { send, settle } = guardOf({
      perIp: [{ limit: 1, seconds: 3600, count: 'unverified', perVerified: 1 }],
    });
    await send({ to: ending(1), now: entered });
    await settle(ending(1), entered);
    await send({ to: ending(2), now: 3_000_000 });
    expect(await send({ to: ending(3), now })).toBe(decision);
  });

  it('has no effect if all windows count all sends', async () => {
    const { send, settle } = guardOf({ total: once });
    await send();
    expect(await settle()).toBe(false);
    expect(await send()).toBe('total');
  });
});
