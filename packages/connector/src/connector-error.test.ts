import { ConnectorError, ConnectorErrorCodes } from '@logto/connector-kit';
import {
  AliyunSmsAnswerError,
  AliyunSmsApiError,
  AliyunSmsConnectionError,
  AliyunSmsCredentialsError,
  explainApiCode,
  parsePhoneNumber,
} from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import { channelSettings } from './channel-settings.ts';
import type { RawChannel } from './config-schema.ts';
import { failureOf, toConnectorError } from './connector-error.ts';
import { Refusal } from './refusal.ts';

const refused = (apiCode: string, more: object = {}) =>
  new AliyunSmsApiError(`Aliyun answered ${apiCode} (HTTP 200): theirs`, {
    apiCode,
    category: explainApiCode(apiCode).category,
    outcome: 'not-sent',
    requestId: 'R',
    status: 200,
    ...more,
  });

const lost = { outcome: 'unknown', attempts: 1 } as const;

describe('what went wrong', () => {
  it.each([
    [new AliyunSmsConnectionError('No connection.', { outcome: 'not-sent' }), 'General', 'later'],
    [new AliyunSmsConnectionError('Broke off.', lost), 'General', 'unsure'],
    [new AliyunSmsAnswerError('Not Aliyun’s.', lost), 'InvalidResponse', 'unsure'],
    [new AliyunSmsCredentialsError('None.', { outcome: 'not-sent' }), 'InvalidConfig', 'later'],
    [
      new AliyunSmsCredentialsError('STS refused.', {
        outcome: 'not-sent',
        apiCode: 'EntityNotExist.Role',
      }),
      'InvalidConfig',
      'later',
    ],
    [refused('isv.SMS_TEMPLATE_ILLEGAL'), 'TemplateNotFound', 'later'],
    [refused('isv.TEMPLATE_MISSING_PARAMETERS'), 'InvalidConfig', 'later'],
    [refused('isv.CUSTOMER_REFUSED'), 'InvalidRequestParameters', 'blocked'],
    [refused('isv.MONTH_LIMIT_CONTROL'), 'UsageLimitExceeded', 'later'],
    [refused('isp.SYSTEM_ERROR', { outcome: 'unknown' }), 'General', 'unsure'],
    [refused('SignatureNonceUsed', { outcome: 'unknown' }), 'General', 'unsure'],
    [refused('isv.AMOUNT_NOT_ENOUGH', { outcome: 'unknown' }), 'General', 'unsure'],
    [new Refusal('country-refused'), 'InvalidRequestParameters', 'country'],
    [new Refusal('guard-store'), 'General', 'later'],
    [new Error('a mistake of ours'), 'General', 'later'],
    ['not even an error', 'General', 'later'],
  ] as const)('%s is %s to Logto and "%s" to the user', (error, code, told) => {
    const failure = failureOf(error, 'en', {});
    expect(failure).toMatchObject({ code: ConnectorErrorCodes[code], told });
  });

  it('is explained from the error book, in the reader’s language', () => {
    const { cause, remedy } = explainApiCode('isv.OUT_OF_SERVICE', 'zh');
    expect(failureOf(refused('isv.OUT_OF_SERVICE'), 'zh', {}).help).toBe(`${cause} ${remedy}`);
  });

  it.each([
    [new AliyunSmsConnectionError('Theirs.', { outcome: 'not-sent' }), /could not be reached/],
    [new AliyunSmsConnectionError('Theirs.', lost), /trace/],
    [new AliyunSmsAnswerError('Theirs.', lost), /proxy/],
    [new AliyunSmsCredentialsError('Theirs.', { outcome: 'not-sent' }), /ALIBABA_CLOUD_/],
  ] as const)('is explained in both languages also without a code: %s', (error, remedy) => {
    const { help } = failureOf(error, 'both', {});
    expect(help).toMatch(remedy);
    expect(help).toMatch(/ \/ \p{Script=Han}.*。 \(Theirs\.\)$/u);
    expect(failureOf(error, 'zh', {}).help).toMatch(/^(?:\p{Script=Han})[^/]*。/u);
  });

  it('is told in Aliyun’s own words where the book does not have the code', () => {
    const { help } = failureOf(refused('isv.NEVER_HEARD_OF'), 'en', {});
    expect(help).toContain('isv.NEVER_HEARD_OF (HTTP 200): theirs. ');
    expect(help).toContain('troubleshoot');
  });

  it('by a mistake of ours is told by its name alone: the message could hold anything', () => {
    const { help } = failureOf(new SyntaxError('token 123456 in {"secret"'), 'en', {});
    expect(help).toBe('Unexpected SyntaxError.');
  });
});

/** A message to that country, on its way through a channel with these settings. */
const sent = (country: string, own: RawChannel) => ({
  number: parsePhoneNumber({ US: '+14155550123', SG: '+6581234567' }[country] ?? '+447400123456'),
  course: {
    step: {
      channel: channelSettings('settings', own),
      message: { kind: 'text', text: 'Hi', from: undefined } as const,
    },
  },
});

describe('the hint that a country wants a registered sender', () => {
  const helpOf = (error: Error, { number, course }: ReturnType<typeof sent>) => {
    if (number === undefined) throw new TypeError('number');
    return failureOf(error, 'en', { number, course }).help;
  };
  const refusal = refused('isv.DOMESTIC_NUMBER_NOT_SUPPORTED');

  it.each(['US', 'SG'])('is given where the China site refused a message to %s', (country) => {
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
    expect(failureOf(refusal, 'en', {}).help).not.toContain('SendMessageToGlobe');
  });
});

describe('the error that Logto gets', () => {
  const failure = failureOf(
    refused('isv.BUSINESS_LIMIT_CONTROL', { retryAfterSeconds: 42 }),
    'en',
    {},
  );

  it('tells the user three things at most', () => {
    const error = toConnectorError(failure, 'user', 'en');
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error.data).toEqual({
      errorDescription:
        'Too many messages were requested. Please wait before you ask for another one. (Try again in 42 seconds.)',
      requestId: 'R',
      retryAfterSeconds: 42,
    });
  });

  it('tells the operator the code, the outcome and the help as well', () => {
    const { data } = toConnectorError(failure, 'operator', 'en');
    expect(data).toEqual({
      errorDescription: `isv.BUSINESS_LIMIT_CONTROL: ${failure.help}`,
      requestId: 'R',
      retryAfterSeconds: 42,
      apiCode: 'isv.BUSINESS_LIMIT_CONTROL',
      outcome: 'not-sent',
      help: failure.help,
    });
  });

  it('names a wait that throttling gives in milliseconds in whole seconds', () => {
    const error = refused('Throttling.User', { retryAfterSeconds: 61.234 });
    const { data } = toConnectorError(failureOf(error, 'en', {}), 'user', 'en');
    expect(data).toMatchObject({
      errorDescription: expect.stringContaining('(Try again in 62 seconds.)'),
      retryAfterSeconds: 62,
    });
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
  ] as const)('after which a wait of %d s is named in %s', (retryAfterSeconds, language, text) => {
    const { data } = toConnectorError({ ...failure, retryAfterSeconds }, 'user', language);
    expect(JSON.stringify(data)).toContain(text);
  });

  it('leaves out what is not known', () => {
    const error = toConnectorError(
      failureOf(new Refusal('number-invalid'), 'en', {}),
      'user',
      'en',
    );
    expect(Object.keys(Object(error.data))).toEqual(['errorDescription']);
    const refusal = failureOf(new Refusal('country-refused'), 'en', {});
    expect(refusal.help).toMatch(/are there\.$/);
    const { data } = toConnectorError(refusal, 'operator', 'en');
    expect(Object.keys(Object(data)).toSorted()).toEqual(['errorDescription', 'help', 'outcome']);
  });
});
