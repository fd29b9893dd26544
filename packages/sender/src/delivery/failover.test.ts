import type { RunningSandbox } from 'aliyun-sms-sandbox';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventsOf, failureOf, send, settingsFor, TEMPLATES } from '../testing/sending.ts';
import { useLog, useSandbox } from '../testing/test-run.ts';

const sandbox = await useSandbox();
const second = await useSandbox();
useLog();

afterEach(() => {
  vi.useRealTimers();
});

/** The second sandbox stands for another account; only `endpoint` differs. */
const settings = (more: object = {}) =>
  settingsFor(sandbox.url, { fallbacks: [{ endpoint: second.url }], timeoutMs: 4000, ...more });

const refuseWith = (apiCode: string) =>
  sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);

const sentBy = ({ messages }: RunningSandbox) => messages.list({}).messages.length;

let last = 1000;
/** A number that no other test sends to: resends remember numbers. */
const freshNumber = () => {
  last += 1;
  return `861380013${last}`;
};

describe('the next channel', () => {
  it.each([
    'isv.AMOUNT_NOT_ENOUGH',
    'isv.OUT_OF_SERVICE',
    'isv.SMS_SIGNATURE_ILLEGAL',
    'isv.SMS_TEMPLATE_ILLEGAL',
    'isv.PRODUCT_UNSUBSCRIBE',
    'isv.SECURITY_FROZEN_ACCOUNT',
    'isp.RAM_PERMISSION_DENY',
    'InvalidAccessKeyId.NotFound',
    'isv.DENY_IP_RANGE',
    'Throttling.User',
  ])('takes over after %s', async (apiCode) => {
    refuseWith(apiCode);
    const [event] = await eventsOf(() => send(settings(), { to: freshNumber() }));
    expect([sentBy(sandbox), sentBy(second)]).toEqual([0, 1]);
    expect(event).toMatchObject({
      outcome: 'accepted',
      channelLabel: 'fallbacks[0]',
      fallbackFrom: [`settings: ${apiCode}`],
    });
  });

  it.each([
    'isv.BUSINESS_LIMIT_CONTROL',
    'isv.MOBILE_NUMBER_ILLEGAL',
    'isv.BLACK_KEY_CONTROL_LIMIT',
    'isv.SMS_CONTENT_ILLEGAL',
    'isv.NEVER_HEARD_OF',
    'isp.SYSTEM_ERROR',
    'SignatureNonceUsed',
  ])('is not tried after %s', async (apiCode) => {
    refuseWith(apiCode);
    await send(settings(), { to: freshNumber() }).catch(() => undefined);
    expect(second.requests.list()).toEqual([]);
  });

  it.each([
    ['a lost answer', { kind: 'reset', when: 'after' }],
    ['an HTML page from a proxy', { kind: 'html' }],
    ['silence', { kind: 'silence' }],
  ] as const)('is not tried after %s: the message may be on its way', async (_, effect) => {
    sandbox.faults.replace([{ effect }]);
    await send(settings({ timeoutMs: 2000 }), { to: freshNumber() }).catch(() => undefined);
    expect(second.requests.list()).toEqual([]);
  });

  it('takes over if the first cannot be reached', async () => {
    const unreachable = settings({ endpoint: 'http://127.0.0.1:6' });
    await send(unreachable, { to: freshNumber() });
    expect(sentBy(second)).toBe(1);
  });

  it('takes over if the first has no template for the country', async () => {
    const mainlandOnly = [{ usageType: 'Generic', templateCode: { china: 'SMS_200000001' } }];
    const fallbacks = [{ endpoint: second.url, templates: TEMPLATES }];
    await send(settings({ templates: mainlandOnly, fallbacks }), { to: '85268326366' });
    expect([sentBy(sandbox), sentBy(second)]).toEqual([0, 1]);
  });

  it('decides the failure if all refuse', async () => {
    refuseWith('isv.AMOUNT_NOT_ENOUGH');
    second.faults.replace([{ effect: { kind: 'apiCode', apiCode: 'isv.BUSINESS_LIMIT_CONTROL' } }]);
    const { apiCode } = await failureOf(send(settings(), { to: freshNumber() }));
    expect(apiCode).toBe('isv.BUSINESS_LIMIT_CONTROL');
  });
});

describe('a resend', () => {
  it('within two minutes begins with the next channel, once', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const to = freshNumber();
    const sendAfter = async (seconds: number) => {
      vi.setSystemTime(Date.now() + seconds * 1000);
      for (const { clock } of [sandbox, second]) clock.shift(seconds * 1000);
      return eventsOf(() => send(settings(), { to }));
    };
    await sendAfter(0);
    const [escalated] = await sendAfter(70);
    expect(escalated).toMatchObject({ channelLabel: 'fallbacks[0]', escalated: true });
    const [usual] = await sendAfter(70);
    expect(usual).toMatchObject({ channelLabel: 'settings' });
    expect(usual?.['escalated']).toBeUndefined();
  });

  it('after a send with unknown outcome begins with the next channel too', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const to = freshNumber();
    sandbox.faults.replace([{ action: 'SendSms', effect: { kind: 'reset', when: 'before' } }]);
    expect(await send(settings(), { to })).toMatchObject({ outcome: 'unknown' });
    sandbox.faults.replace([]);
    vi.setSystemTime(Date.now() + 70_000);
    for (const { clock } of [sandbox, second]) clock.shift(70_000);
    const [event] = await eventsOf(() => send(settings(), { to }));
    expect(event).toMatchObject({ channelLabel: 'fallbacks[0]', escalated: true });
  });
});

it('after three unknown outcomes in a row the next one fails', async () => {
  const config = settings({ fallbacks: [] });
  const ask = () => send(config, { to: freshNumber() });
  await ask();
  sandbox.faults.replace([{ action: 'SendSms', effect: { kind: 'reset', when: 'before' } }]);
  for (let sends = 0; sends < 3; sends += 1) {
    expect(await ask()).toMatchObject({ outcome: 'unknown' });
  }
  expect(await failureOf(ask())).toMatchObject({ outcome: 'unknown', userTextKey: 'unsure' });
  sandbox.faults.replace([]);
  expect(await ask()).toMatchObject({ outcome: 'accepted' });
  sandbox.faults.replace([{ action: 'SendSms', effect: { kind: 'reset', when: 'before' } }]);
  expect(await ask()).toMatchObject({ outcome: 'unknown' });
});

describe('the time for a send', () => {
  let silent: Server;
  const actions: string[] = [];
  beforeAll(async () => {
    silent = createServer(({ headers }) => {
      actions.push(String(headers['x-acs-action']));
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it('is enough for one look-up after an attempt without an answer', async () => {
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const endpoint = `http://127.0.0.1:${port}`;
    const config = settingsFor(endpoint, { timeoutMs: 2000 });
    const { outcome } = await send(config, { to: freshNumber() });
    expect(actions.slice(0, 2)).toEqual(['SendSms', 'QuerySendDetails']);
    expect(outcome).toBe('unknown');
  });
});
