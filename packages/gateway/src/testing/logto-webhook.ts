import { createHmac } from 'node:crypto';
import { MOBILE, WEBHOOK_KEY } from './own-gateway.ts';

/** The relevant part of what Logto 1.42 posts after a sign-in. */
export const webhookOf = (more: object = {}) => ({
  hookId: 'h',
  event: 'PostSignIn',
  createdAt: new Date().toISOString(),
  sessionId: 's',
  userAgent: 'a browser',
  userIp: '203.0.113.7',
  userId: 'u',
  user: { id: 'u', primaryPhone: MOBILE },
  ...more,
});

/** Logto's signature: the hexadecimal HMAC of the body as sent. */
export const signatureOf = (body: string, key = WEBHOOK_KEY): string =>
  createHmac('sha256', key).update(body).digest('hex');

/** Posts it to a running gateway, signed like Logto or with the given signature. */
export function postWebhook(url: string, webhook: object, signature?: string): Promise<Response> {
  const body = JSON.stringify(webhook);
  return fetch(`${url}/hooks/logto`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'logto-signature-sha-256': signature ?? signatureOf(body),
    },
    body,
  });
}
