import {
  AliyunSmsAnswerError,
  AliyunSmsApiError,
  AliyunSmsConnectionError,
  AliyunSmsCredentialsError,
  explainApiCode,
} from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import { channelSettings } from '../settings/channels.ts';
import type { RawChannel } from '../settings/schema.ts';
import { bilingual } from '../words.ts';
import { failureOf, mayHaveBeenSent } from './failure.ts';
import { Refusal } from './refusal.ts';
import { userWords } from './user-texts.ts';

const refused = (apiCode: string, more: object = {}) =>
  new AliyunSmsApiError(`Aliyun answered ${apiCode} (HTTP 200): received text`, {
    apiCode,
    category: explainApiCode(apiCode).category,
    outcome: 'not-sent',
    requestId: 'R',
    status: 200,
    ...more,
  });

const lost = { outcome: 'unknown', attempts: 1 } as const;

describe('a failure', () => {
  it.each([
    [
      new AliyunSmsConnectionError('No connection.', { outcome: 'not-sent' }),
      'not-reached',
      'later',
    ],
    [new AliyunSmsConnectionError('Lost.', lost), 'answer-lost', 'unsure'],
    [new AliyunSmsAnswerError('Incomplete.', lost), 'answer-lost', 'unsure'],
    [new AliyunSmsAnswerError('A gateway’s.', { ...lost, status: 502 }), 'answer-lost', 'unsure'],
    [new AliyunSmsAnswerError('A proxy’s.', { ...lost, status: 403 }), 'foreign-answer', 'unsure'],
    [new AliyunSmsCredentialsError('None.', { outcome: 'not-sent' }), 'no-credentials', 'later'],
    [
      new AliyunSmsCredentialsError('STS refused.', {
        outcome: 'not-sent',
        apiCode: 'EntityNotExist.Role',
      }),
      'no-credentials',
      'later',
    ],
    [refused('isv.SMS_TEMPLATE_ILLEGAL'), 'template', 'later'],
    [refused('isv.TEMPLATE_MISSING_PARAMETERS'), 'template-param', 'later'],
    [refused('isv.CUSTOMER_REFUSED'), 'recipient-blocked', 'blocked'],
    [refused('isv.BUSINESS_LIMIT_CONTROL'), 'number-limit', 'wait'],
    [refused('isv.MONTH_LIMIT_CONTROL'), 'account-limit', 'later'],
    [refused('isp.SYSTEM_ERROR', { outcome: 'unknown' }), 'service', 'unsure'],
    [refused('SignatureNonceUsed', { outcome: 'unknown' }), 'duplicate', 'unsure'],
    [refused('isv.AMOUNT_NOT_ENOUGH', { outcome: 'unknown' }), 'account', 'unsure'],
    [new Refusal('country-refused'), 'country-refused', 'country'],
    [new Refusal('country-uncovered'), 'country-uncovered', 'country'],
    [new Refusal('guard-limit'), 'guard-limit', 'wait'],
    [new Refusal('guard-store'), 'guard-store', 'later'],
    [new Error('a bug of ours'), 'unexpected', 'later'],
    ['not even an error', 'unexpected', 'later'],
  ] as const)('of %s is %s, and the user gets the text "%s"', (error, category, userTextKey) => {
    expect(failureOf(error)).toMatchObject({ category, userTextKey });
  });

  it.each([
    [new AliyunSmsConnectionError('Lost.', lost), true],
    [new AliyunSmsAnswerError('A gateway’s.', { ...lost, status: 502 }), true],
    [refused('isp.SYSTEM_ERROR', { outcome: 'unknown' }), true],
    [new AliyunSmsAnswerError('A proxy’s.', { ...lost, status: 403 }), false],
    [new AliyunSmsConnectionError('No connection.', { outcome: 'not-sent' }), false],
    [refused('isv.OUT_OF_SERVICE'), false],
    [new Error('a bug of ours'), false],
  ])('after %s the code may have been sent: %s', (error, possible) => {
    expect(mayHaveBeenSent(failureOf(error))).toBe(possible);
  });

  it('is explained from the error book, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const { cause, remedy } = explainApiCode('isv.OUT_OF_SERVICE', language);
      const { operatorText } = failureOf(refused('isv.OUT_OF_SERVICE'));
      const between = language === 'en' ? ' ' : '';
      expect(operatorText[language]).toBe(`isv.OUT_OF_SERVICE: ${cause}${between}${remedy}`);
    }
  });

  it.each([
    [new AliyunSmsConnectionError('Client text.', { outcome: 'not-sent' }), /could not be reached/],
    [new AliyunSmsConnectionError('Client text.', lost), /trace/],
    [new AliyunSmsAnswerError('Client text.', { ...lost, status: 403 }), /proxy/],
    [new AliyunSmsCredentialsError('Client text.', { outcome: 'not-sent' }), /ALIBABA_CLOUD_/],
  ] as const)('without a code is explained in both languages too: %s', (error, remedy) => {
    const { operatorText } = failureOf(error);
    expect(operatorText.en).toMatch(remedy);
    expect(bilingual(operatorText)).toMatch(/ \/ \p{Script=Han}.*。 \(Client text\.\)$/u);
  });

  it('with an unknown code is explained with the text received', () => {
    const { en: help } = failureOf(refused('isv.NEVER_HEARD_OF')).operatorText;
    expect(help).toContain('isv.NEVER_HEARD_OF (HTTP 200): received text. ');
    expect(help).toContain('troubleshoot');
  });

  it('by a bug of ours shows only the error’s name: its message could hold anything', () => {
    const { operatorText } = failureOf(new SyntaxError('token 123456 in {"secret"'));
    expect(operatorText.en).toBe('Unexpected SyntaxError.');
  });
});

/** A message to this country through a channel with these settings. */
const sent = (country: string, own: RawChannel) => ({
  country,
  channel: channelSettings('settings', own),
});

describe('the hint that a country requires a registered sender', () => {
  const helpOf = (error: Error, progress: ReturnType<typeof sent>) =>
    failureOf(error, progress).operatorText.en;
  const refusal = refused('isv.DOMESTIC_NUMBER_NOT_SUPPORTED');

  it.each(['US', 'SG'])('is given if the China site refused a message to %s', (country) => {
    expect(helpOf(refusal, sent(country, { channel: 'sms' }))).toContain('SendMessageToGlobe');
  });

  it.each([
    ['to another country', refusal, sent('GB', {})],
    ['through the international channel', refusal, sent('US', { channel: 'international' })],
    ['from the international site', refusal, sent('US', { site: 'international', channel: 'sms' })],
    [
      'that Aliyun did not answer',
      new AliyunSmsConnectionError('No connection.', { outcome: 'not-sent' }),
      sent('US', {}),
    ],
  ] as const)('is not given for a message %s', (_, error, progress) => {
    expect(helpOf(error, progress)).not.toContain('SendMessageToGlobe');
  });

  it('is not given before a channel was chosen', () => {
    expect(failureOf(refusal).operatorText.en).not.toContain('SendMessageToGlobe');
  });
});

describe('a time to wait', () => {
  it('that throttling gives in milliseconds is rounded up to seconds', () => {
    const { retryAfterSeconds, userText } = failureOf(
      refused('Throttling.User', { retryAfterSeconds: 61.234 }),
    );
    expect(retryAfterSeconds).toBe(62);
    expect(userText.en).toContain('(Try again in 62 seconds.)');
  });

  it.each([
    [1, 'en', '(Try again in 1 second.)'],
    [42, 'zh', '请稍后再试。（42 秒后可重试）'],
    [3600, 'zh', '（60 分钟后可重试）'],
    [7200, 'zh', '（120 分钟后可重试）'],
    [7201, 'zh', '（3 小时后可重试）'],
    [86_400, 'en', '(Try again in 24 hours.)'],
    [121, 'en', '(Try again in 3 minutes.)'],
    [120, 'en', '(Try again in 120 seconds.)'],
  ] as const)('of %d s in %s is written %s', (retryAfterSeconds, language, text) => {
    expect(userWords('wait', retryAfterSeconds)[language]).toContain(text);
  });
});
