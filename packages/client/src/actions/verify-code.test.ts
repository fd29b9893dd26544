import { describe, expect, test } from 'vitest';
import { NOTHING, RequestId, run, errorOf } from '../testing/one-answer.ts';

describe('verification codes of Dypnsapi', () => {
  const input = {
    phoneNumber: '8613900001234',
    signName: '速通互联验证码',
    templateCode: '100001',
    templateParam: { code: '123456', min: '5' },
  };

  test('SendSmsVerifyCode sends the bare number and the literal code', async () => {
    const { output, host, query } = await run(
      (client) => client.sendSmsVerifyCode({ ...input, outId: 'o', validTime: 300 }),
      { ...NOTHING, Success: true, Model: { BizId: '1^4', VerifyCode: '123456' } },
    );
    expect(host).toBe('dypnsapi.aliyuncs.com');
    expect(query).toEqual({
      PhoneNumber: '13900001234',
      SignName: '速通互联验证码',
      TemplateCode: '100001',
      TemplateParam: '{"code":"123456","min":"5"}',
      OutId: 'o',
      ValidTime: '300',
    });
    const ids = { bizId: '1^4', requestId: RequestId };
    expect(output).toEqual({ ...ids, attempts: 1, verifyCode: '123456' });
  });

  test('SendSmsVerifyCode names the invalid field', async () => {
    const error = await errorOf((client) => client.sendSmsVerifyCode({ ...input, codeLength: 9 }));
    expect(error).toEqual(new RangeError('codeLength must be a whole number from 4 to 8'));
  });

  const check = { phoneNumber: '13900001234', verifyCode: '123456' };

  test('CheckSmsVerifyCode counts nothing but PASS as verified', async () => {
    for (const [VerifyResult, verified] of [
      ['PASS', true],
      ['UNKNOWN', false],
    ] as const) {
      const answer = { ...NOTHING, Model: { VerifyResult } };
      const { output, query } = await run((client) => client.checkSmsVerifyCode(check), answer);
      expect(output).toEqual({ verified });
      expect(query).toMatchObject({ CaseAuthPolicy: '1' });
    }
  });

  test('a wrong code answered with HTTP 400 is a result, not an error', async () => {
    const answer = { Code: 'isv.ValidateFail', Message: '验证失败', RequestId };
    const { output } = await run(
      (client) => client.checkSmsVerifyCode({ ...check, caseSensitive: true }),
      answer,
      400,
    );
    expect(output).toEqual({ verified: false });
  });

  test('any other refusal of a check is an error', async () => {
    const answer = { Code: 'isv.RAM_PERMISSION_DENY', RequestId };
    await expect(run((client) => client.checkSmsVerifyCode(check), answer)).rejects.toMatchObject({
      category: 'permission',
    });
  });
});
