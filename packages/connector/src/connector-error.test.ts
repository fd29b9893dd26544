import { ConnectorError, ConnectorErrorCodes } from '@logto/connector-kit';
import { failureOf, Refusal } from 'aliyun-sms-sender';
import { describe, expect, it } from 'vitest';
import { errorForOperator, errorForUser } from './connector-error.ts';

const limit = failureOf(
  new Refusal('guard-limit', { detail: 'guard.perNumber', retryAfterSeconds: 42 }),
);

describe('the error for a user', () => {
  it('is a rate limit with the time to wait, for custom pages', () => {
    const error = errorForUser(limit, 'en');
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error.code).toBe(ConnectorErrorCodes.RateLimitExceeded);
    expect(error.data).toEqual({
      errorDescription:
        'Too many messages were requested. Please wait before requesting another one. (Try again in 42 seconds.)',
      retryAfterSeconds: 42,
    });
  });

  it.each(['number-invalid', 'country-refused', 'settings-invalid', 'guard-store'] as const)(
    'for %s has only the text for the user, with the code that shows it',
    (reason) => {
      const failure = failureOf(new Refusal(reason, { detail: 'the account’s matters' }));
      const { code, data } = errorForUser(failure, 'zh');
      expect(code).toBe(ConnectorErrorCodes.General);
      expect(data).toStrictEqual({ errorDescription: failure.userText.zh });
    },
  );
});

describe('the error for the operator', () => {
  it('has all details, even for a limit', () => {
    const { code, data } = errorForOperator(limit, 'en');
    expect(code).toBe(ConnectorErrorCodes.General);
    expect(data).toEqual({
      errorDescription: expect.stringContaining('guard.perNumber'),
      retryAfterSeconds: 42,
      outcome: 'not-sent',
    });
  });

  it('has Aliyun’s code and request id, in the requested language', () => {
    const refused = {
      ...limit,
      apiCode: 'isv.AMOUNT_NOT_ENOUGH',
      requestId: 'request-1',
      retryAfterSeconds: undefined,
    };
    expect(errorForOperator(refused, 'zh').data).toStrictEqual({
      errorDescription: limit.operatorText.zh,
      apiCode: 'isv.AMOUNT_NOT_ENOUGH',
      requestId: 'request-1',
      outcome: 'not-sent',
    });
    expect(errorForOperator(limit, 'en').data).not.toHaveProperty('apiCode');
    expect(errorForOperator(limit, 'en').data).not.toHaveProperty('requestId');
    expect(errorForOperator(limit, 'en').data).toMatchObject({
      errorDescription: limit.operatorText.en,
    });
  });

  it('is in both languages if none is requested', () => {
    const { en, zh } = limit.operatorText;
    expect(errorForOperator(limit, 'both').data).toMatchObject({
      errorDescription: `${en} / ${zh}`,
    });
  });
});
