import {
  barePhoneNumber,
  present,
  requiredText,
  templateParamJson,
  wholeNumber,
} from '../input.ts';
import { DYPNS, type Operation } from '../operation.ts';
import { fieldsOf, idOf, textOf } from '../answer-fields.ts';

export interface SendSmsVerifyCodeInput {
  /** A mainland number. */
  readonly phoneNumber: string;
  /** A gift signature (赠送签名) of the product; its console lists those valid now: they rotate. */
  readonly signName: string;
  /** A template granted by the product, `100001`; it must match the signature. */
  readonly templateCode: string;
  /**
   * The template's variables, mostly `code` and `min`. A literal code is sent as it is and cannot be
   * checked by `checkSmsVerifyCode`; for `##code##` Aliyun generates one.
   */
  readonly templateParam: Readonly<Record<string, string>>;
  /** 4 to 8; default 4. Only for codes that Aliyun generates, like the next three. */
  readonly codeLength?: number | undefined;
  /** 1 digits (default), 2 upper case, 3 lower case, 4 both cases, 5 to 7 those with digits. */
  readonly codeType?: number | undefined;
  /** Seconds; default 300. */
  readonly validTime?: number | undefined;
  /** Whether the code is returned as `verifyCode`. Default false. */
  readonly returnVerifyCode?: boolean | undefined;
  /** Shortest time between two codes to one number. Seconds; default 60. */
  readonly interval?: number | undefined;
  /** Up to 20 characters; default: Aliyun's default scheme. */
  readonly schemeName?: string | undefined;
  readonly outId?: string | undefined;
}

export interface SendSmsVerifyCodeOutput {
  readonly bizId: string;
  readonly requestId: string;
  /** Requests made: more than 1 if earlier ones were certainly not accepted. */
  readonly attempts: number;
  /** Only with `returnVerifyCode`. */
  readonly verifyCode: string | undefined;
}

/**
 * Sends a verification code without your own signature or template, to the mainland only. Not
 * idempotent; billed.
 * Source: https://help.aliyun.com/zh/pnvs/developer-reference/api-dypnsapi-2017-05-25-sendsmsverifycode
 */
export const sendSmsVerifyCode: Operation<SendSmsVerifyCodeInput, SendSmsVerifyCodeOutput> = {
  product: DYPNS,
  action: 'SendSmsVerifyCode',
  encode: (input) => ({
    query: present({
      PhoneNumber: barePhoneNumber('phoneNumber', input.phoneNumber),
      SignName: requiredText('signName', input.signName),
      TemplateCode: requiredText('templateCode', input.templateCode),
      TemplateParam: templateParamJson('templateParam', input.templateParam ?? null),
      CodeLength: optional('codeLength', input.codeLength, 4, 8),
      CodeType: optional('codeType', input.codeType, 1, 7),
      ValidTime: optional('validTime', input.validTime, 1, Number.MAX_SAFE_INTEGER),
      Interval: optional('interval', input.interval, 1, Number.MAX_SAFE_INTEGER),
      ReturnVerifyCode: input.returnVerifyCode,
      SchemeName: input.schemeName,
      OutId: input.outId,
    }),
  }),
  decode: (answer, attempts) => {
    const model = fieldsOf(answer['Model']);
    const bizId = idOf(model['BizId']);
    const requestId = idOf(answer['RequestId']) ?? idOf(model['RequestId']);
    return bizId === undefined || requestId === undefined
      ? undefined
      : { bizId, requestId, attempts, verifyCode: textOf(model['VerifyCode']) };
  },
};

function optional(field: string, value: number | undefined, least: number, most: number) {
  return value === undefined ? undefined : wholeNumber(field, value, least, most);
}
