import type { Sender } from 'aliyun-sms-sender';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signatureOf as signed, webhookOf } from './testing/logto-webhook.ts';
import { settingsFor } from '../../sender/src/testing/sending.ts';
import {
  closeGateways,
  metricLines,
  MOBILE,
  openGateway,
  post,
  senderWith,
  TOKEN,
  useLog,
} from './testing/own-gateway.ts';

const log = useLog();
afterEach(closeGateways);

const NOW = Date.parse('2026-11-28T12:00:00.000Z');
let settled: string[] = [];
beforeEach(() => {
  settled = [];
});

const settle: Sender['settle'] = async (_, number) => {
  settled.push(number);
  return 'settled';
};

const gateway = (more: { environment?: NodeJS.ProcessEnv } = {}) =>
  openGateway({
    settings: settingsFor('http://127.0.0.1:1'),
    now: () => NOW,
    sender: senderWith({ settle }),
    ...more,
  });

const event = (more: object = {}) => webhookOf({ createdAt: new Date(NOW).toISOString(), ...more });

function deliver(to: ReturnType<typeof gateway>, body: unknown, signature?: string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return post(to, text, {
    path: '/hooks/logto',
    'logto-signature-sha-256': signature ?? signed(text),
  });
}

describe('a signed webhook', () => {
  it.each(['PostSignIn', 'PostRegister', 'PostResetPassword'])(
    'for %s settles the user’s number and is answered at once',
    async (name) => {
      const answer = await deliver(gateway(), event({ event: name }));
      expect(answer.status).toBe(204);
      expect(settled).toEqual([MOBILE]);
    },
  );

  it.each([
    ['of another event', event({ event: 'Message.RateLimited' })],
    ['of a user without a number', event({ user: { id: 'u', primaryPhone: null } })],
    ['of no user', event({ user: undefined })],
    ['with an invalid number', event({ user: { primaryPhone: 'x' } })],
    ['without a time', event({ createdAt: undefined })],
    ['that is not JSON', '{'],
    ['that is not an object', 'null'],
  ])('%s is accepted and settles nothing', async (_, body) => {
    const to = gateway();
    expect((await deliver(to, body)).status).toBe(204);
    expect(settled).toEqual([]);
    expect(await metricLines(to, 'aliyun_sms_webhooks_total{')).toEqual([
      'aliyun_sms_webhooks_total{result="ignored"} 1',
    ]);
  });

  it.each([
    [-3_600_000, 1],
    [-3_600_001, 0],
    [3_600_000, 1],
    [3_600_001, 0],
  ])('created %i ms from now settles %i numbers', async (distance, count) => {
    const createdAt = new Date(NOW + distance).toISOString();
    expect((await deliver(gateway(), event({ createdAt }))).status).toBe(204);
    expect(settled).toHaveLength(count);
  });

  it('that is repeated settles nothing more', async () => {
    const to = gateway();
    await deliver(to, event());
    expect((await deliver(to, event())).status).toBe(204);
    expect(settled).toEqual([MOBILE]);
  });

  it('for a later sign-in of the same user settles again', async () => {
    const to = gateway();
    await deliver(to, event({ sessionId: '2' }));
    await deliver(to, event({ sessionId: '1' }));
    expect(settled).toEqual([MOBILE, MOBILE]);
  });

  it('can have its signature in upper case', async () => {
    const body = JSON.stringify(event());
    await deliver(gateway(), body, signed(body).toUpperCase());
    expect(settled).toEqual([MOBILE]);
  });
});

describe('a forged webhook', () => {
  const body = JSON.stringify(event());
  it.each([
    ['another key', signed(body, TOKEN)],
    ['the signature of another body', signed(JSON.stringify(event({ sessionId: 'x' })))],
    ['no signature', ''],
    ['a part of the signature', signed(body).slice(0, 32)],
  ])('with %s settles nothing and gets a 401', async (_, signature) => {
    const to = gateway();
    expect((await deliver(to, body, signature)).status).toBe(401);
    expect(settled).toEqual([]);
    expect(log.join('')).not.toContain(MOBILE.slice(2));
    // The genuine one does not count as a repeat of it.
    await deliver(to, body);
    expect(settled).toEqual([MOBILE]);
  });

  it('that differs from the signed one by a space is rejected: the bytes are signed', async () => {
    expect((await deliver(gateway(), `${body} `, signed(body))).status).toBe(401);
  });

  it('of more than 64 KiB is not read', async () => {
    expect((await deliver(gateway(), 'x'.repeat(65_537))).status).toBe(413);
  });
});

it('without a signing key the path does not exist', async () => {
  const to = gateway({ environment: { ALIYUN_SMS_GATEWAY_TOKEN: TOKEN } });
  expect((await deliver(to, event())).status).toBe(404);
});
