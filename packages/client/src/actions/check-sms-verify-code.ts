import { barePhoneNumber, present, requiredText } from '../input.ts';
import { DYPNS, type Operation } from '../operation.ts';
import { fieldsOf } from '../answer-fields.ts';

export interface CheckSmsVerifyCodeInput {
  readonly phoneNumber: string;
  readonly verifyCode: string;
  /** The scheme the code was sent with. */
  readonly schemeName?: string | undefined;
  readonly outId?: string | undefined;
  /** Whether case matters. Default false. */
  readonly caseSensitive?: boolean | undefined;
}

export interface CheckSmsVerifyCodeOutput {
  readonly verified: boolean;
}

/**
 * Checks a code that Aliyun generated. A wrong code is a result, not an error, although Aliyun may
 * answer it with HTTP 400 and `isv.ValidateFail`.
 * Source: https://help.aliyun.com/zh/pnvs/developer-reference/api-dypnsapi-2017-05-25-checksmsverifycode
 */
export const checkSmsVerifyCode: Operation<CheckSmsVerifyCodeInput, CheckSmsVerifyCodeOutput> = {
  product: DYPNS,
  action: 'CheckSmsVerifyCode',
  encode: (input) => ({
    query: present({
      PhoneNumber: barePhoneNumber('phoneNumber', input.phoneNumber),
      VerifyCode: requiredText('verifyCode', input.verifyCode),
      SchemeName: input.schemeName,
      OutId: input.outId,
      CaseAuthPolicy: input.caseSensitive === true ? 2 : 1,
    }),
  }),
  decode: (answer) => ({ verified: fieldsOf(answer['Model'])['VerifyResult'] === 'PASS' }),
  decodeRefusal: ({ category }) => (category === 'verification' ? { verified: false } : undefined),
};
