import { describe, expect, test } from 'vitest';
import { NOTHING, run, errorOf } from './testing/one-answer.ts';

describe('call', () => {
  test('sends any other operation and returns its answer unchanged', async () => {
    const answer = { ...NOTHING, Model: { Host: 'h' } };
    const { output, host, action, query } = await run(
      (client) => client.call('GetOSSInfoForUploadFile', '2017-05-25', { BizType: 'fcMediaSms' }),
      answer,
    );
    expect([host, action]).toEqual(['dysmsapi.aliyuncs.com', 'GetOSSInfoForUploadFile']);
    expect(query).toEqual({ BizType: 'fcMediaSms' });
    expect(output).toEqual(answer);
  });

  test('goes to the host of the version', async () => {
    const { host } = await run((client) => client.call('ConversionData', '2018-05-01', {}), {
      ResponseCode: 'OK',
    });
    expect(host).toBe('dysmsapi.ap-southeast-1.aliyuncs.com');
  });

  test('requires an action', async () => {
    const error = await errorOf((client) => client.call('', '2017-05-25', {}));
    expect(error).toEqual(new TypeError('action must be a non-empty string'));
  });
});
