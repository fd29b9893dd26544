import { expect, test } from 'vitest';
import { NOTHING, run } from '../testing/one-answer.ts';

test('SmsConversionIntl writes the boolean and the time', async () => {
  const { query } = await run(
    (client) => client.smsConversionIntl({ messageId: 'm', delivered: true, conversionTime: 5 }),
    NOTHING,
  );
  expect(query).toEqual({ MessageId: 'm', Delivered: 'true', ConversionTime: '5' });
});
