import { describe, expect, it } from 'vitest';
import { GatewayRefusal } from './gateway-refusal.ts';
import { isAuthorized, readSecrets } from './secrets.ts';

const STRONG = 'x'.repeat(24);
const token = (text: string) => ({ ALIYUN_SMS_GATEWAY_TOKEN: text });

describe('the gateway does not start', () => {
  it.each([
    ['without a token', {}, /TOKEN is not set/],
    ['with an empty token', token(' , '), /TOKEN is not set/],
    ['with a token of 23 characters', token('x'.repeat(23)), /23 characters: at least 24/],
    ['with a short second token', token(`${STRONG},short`), /5 characters/],
    ['with three tokens', token(`${STRONG},${STRONG},${STRONG}`), /3 tokens/],
    ['with a space in the token', token(`${STRONG} ${STRONG}`), /a space/],
    ['with a token that a header does not allow', token(`${STRONG}é`), /HTTP header/],
    [
      'with a short signing key',
      { ...token(STRONG), ALIYUN_SMS_GATEWAY_WEBHOOK_KEY: 'short' },
      /WEBHOOK_KEY has 5 characters.* Copy the signing key of the webhook/,
    ],
    [
      'with a short secret for receipts',
      { ...token(STRONG), ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET: 'short' },
      /RECEIPTS_SECRET has 5 characters/,
    ],
    [
      'with a secret that cannot be part of a URL',
      { ...token(STRONG), ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET: `${STRONG}/` },
      /letters, digits/,
    ],
    [
      'with a short token for metrics',
      { ...token(STRONG), ALIYUN_SMS_GATEWAY_METRICS_TOKEN: 'short' },
      /METRICS_TOKEN has 5 characters/,
    ],
  ])('%s, and says so in both languages without showing it', (_, environment, sentence) => {
    const refusal = refusalOf(() => readSecrets(environment));
    expect(refusal.message).toMatch(sentence);
    expect(refusal.words.zh).toMatch(/\p{Script=Han}/u);
    expect(`${refusal.message}${refusal.words.zh}`).not.toMatch(/short\b|xxxx/);
  });
});

function refusalOf(work: () => unknown): GatewayRefusal {
  try {
    work();
  } catch (error) {
    if (error instanceof GatewayRefusal) return error;
    throw error;
  }
  throw new TypeError('It was not refused.');
}

describe('an optional secret', () => {
  it('is absent if not set, and metrics are then read with the same token', () => {
    expect(readSecrets({ ...token(STRONG), ALIYUN_SMS_GATEWAY_WEBHOOK_KEY: ' ' })).toEqual({
      tokens: [STRONG],
      metricsTokens: [STRONG],
      webhookKey: undefined,
      receiptsSecret: undefined,
    });
  });
});

describe('an Authorization header', () => {
  it.each([
    [`Bearer ${STRONG}`, true],
    [`bearer  ${STRONG}`, true],
    [`Basic ${STRONG}`, false],
    [STRONG, false],
    ['Bearer ', false],
    ['', false],
    [undefined, false],
  ])('%s is accepted: %s', (header, isAccepted) => {
    expect(isAuthorized(header, [`y${STRONG}`, STRONG])).toBe(isAccepted);
  });
});
