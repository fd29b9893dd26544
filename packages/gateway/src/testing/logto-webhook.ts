import { createHmac } from 'node:crypto';
import { MOBILE, WEBHOOK_KEY } from './own-gateway.ts';

/** What Logto 1.42 posts once a person is in, as far as it matters here. */
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

/** As Logto signs: the hex of an HMAC over the body as it is sent. */
export const signatureOf = (body: string, key = WEBHOOK_KEY): string =>
  createHmac('sha256', key).update(body).digest('hex');

/** Posts it to a gateway that listens; signed as Logto would, or with the signature given. */
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
