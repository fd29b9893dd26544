import { parsePhoneNumber } from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import { createSender } from '../sender.ts';
import { readSettings } from '../settings/read-settings.ts';
import { sendBy, settingsFor } from '../testing/sending.ts';
import { useLog, useSandbox } from '../testing/test-run.ts';
import { createGuard } from './guard.ts';
import { recommendedGuard } from './recommended.ts';
import { NAMESPACE } from './testing/counting.ts';

/** Attempts to get more messages than the settings allow. */

const sandbox = await useSandbox();
useLog();

/** Sends with settings that have only these limits. */
function attemptsWith(guard: object) {
  const send = sendBy(createSender({ now: () => 1_800_000_000_000 }));
  const config = settingsFor(sandbox.url, { guard });
  return async (to: string, ip = '203.0.113.7', type = 'SignIn') => {
    // Otherwise Aliyun's own limits per number would refuse before the guard does.
    sandbox.reset();
    try {
      await send(config, { to, ip, type });
      return 'sent';
    } catch {
      return 'refused';
    }
  };
}

const once = [{ limit: 1, seconds: 86_400 }];

describe('one number has one limit, however it is written', () => {
  it.each([
    '8613800138000',
    '13800138000',
    '008613800138000',
    '+86 138-0013-8000',
    '(+86)13800138000',
    '+86 (0)13800138000',
    '+86013800138000',
    '１３８００１３８０００',
    '86138００138000',
    '𝟙𝟛𝟠𝟘𝟘𝟙𝟛𝟠𝟘𝟘𝟘',
    '+٨٦١٣٨٠٠١٣٨٠٠٠',
    '\u200e+8613800138000',
    '\ufeff8613800138000',
    '86\u00a013800138000\n',
    '+8613800138000;ext=5',
    '+8613800138000#5',
    'tel:+8613800138000',
    '8613800138000,8613900139000',
  ])('%j', async (spelling) => {
    const attempt = attemptsWith({ perNumber: once });
    expect(await attempt('+8613800138000')).toBe('sent');
    expect(await attempt(spelling)).toBe('refused');
    expect(await attempt(spelling, '198.51.100.9', 'ForgotPassword')).toBe('refused');
  });
});

describe('one address has one limit, however it is written', () => {
  it.each([
    ['203.0.113.7', '::ffff:203.0.113.7'],
    ['203.0.113.7', '::FFFF:CB00:7107'],
    ['203.0.113.7', '0:0:0:0:0:ffff:203.0.113.7'],
    ['203.0.113.7', '[::ffff:203.0.113.7]:52000'],
    ['203.0.113.7', ' 203.0.113.7:52001 '],
    ['2001:db8:1:2::1', '2001:DB8:1:2::1'],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff:ffff:ffff:ffff'],
    ['2001:db8:1:2::1', '2001:db8:1:2::1%eth0'],
    ['2001:db8:1:2::1', '[2001:db8:1:2::9%25en0]:443'],
  ])('%s and %j', async (ip, spelling) => {
    const attempt = attemptsWith({ perIp: once });
    expect(await attempt('+8613800138000', ip)).toBe('sent');
    expect(await attempt('+8613900139000', spelling)).toBe('refused');
  });
});

const ofOneBlock = (index: number) => `+861701234${String(index).padStart(4, '0')}`;
const ofManyBlocks = (index: number) => `+86170${String(index).padStart(4, '0')}0000`;
const address = '203.0.113.7';

const requestOf = (to: string, now: number) => {
  const number = parsePhoneNumber(to);
  if (number === undefined) throw new TypeError(to);
  return { number, now, namespace: NAMESPACE };
};

describe('with the recommended settings and a feed', () => {
  const guard = recommendedGuard({ peopleADay: 5000, countries: ['CN'], feed: true });
  const settings = readSettings(settingsFor(sandbox.url, { guard }));
  if ('issues' in settings || settings.guard === undefined) throw new TypeError('not valid');
  const rules = settings.guard;
  const MINUTE = 60_000;

  function attacker() {
    const counting = createGuard();
    return {
      sends: async (to: string, ip: string, now: number) => {
        const { decision } = await counting.decide(rules, { ...requestOf(to, now), ip });
        return decision.refusedBy === undefined;
      },
      settle: async (to: string, now: number) => counting.settle(rules, requestOf(to, now)),
    };
  }

  it('an attacker who enters the codes of one block gets its 100 a day and no more', async () => {
    const { sends, settle } = attacker();
    let sent = 0;
    for (let index = 0; index < 150; index += 1) {
      const now = index * MINUTE;
      if (await sends(ofOneBlock(index), `203.0.${index}.1`, now)) sent += 1;
      await settle(ofOneBlock(index), now);
    }
    expect(sent).toBe(100);
  });

  it('an attacker with one verified number cannot exceed its own limit', async () => {
    const { sends, settle } = attacker();
    await settle(ofOneBlock(0), 0);
    let sent = 0;
    for (let minute = 0; minute < 1440; minute += 10) {
      if (await sends(ofOneBlock(0), `203.0.113.${minute % 250}`, minute * MINUTE)) sent += 1;
    }
    expect(sent).toBe(10);
  });

  it('an attacker who knows verified numbers gets only the limit of all sends per address', async () => {
    const { sends, settle } = attacker();
    let sent = 0;
    for (let index = 0; index < 3000; index += 1) {
      await settle(ofManyBlocks(index), 0);
      if (await sends(ofManyBlocks(index), address, index)) sent += 1;
    }
    expect(sent).toBe(2500);
  });

  it.each([
    ['enters one code again and again', () => 99],
    ['settles numbers to which nothing was sent', (index: number) => 1000 + index],
  ])('an attacker who %s makes no room for others', async (_, settled) => {
    const { sends, settle } = attacker();
    await sends(ofManyBlocks(99), address, 0);
    for (let times = 0; times < 200; times += 1) await settle(ofManyBlocks(settled(times)), 0);
    let sent = 1;
    for (let index = 0; index < 60; index += 1) {
      if (await sends(ofManyBlocks(index), address, 0)) sent += 1;
    }
    // The one entered code gave back its own place, and half another.
    expect(sent).toBe(settled(0) === 99 ? 31 : 30);
  });
});
