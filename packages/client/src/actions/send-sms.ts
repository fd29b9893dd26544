import { idOf } from '../answer-fields.ts';
import { present, requiredText, templateParamJson, wirePhoneNumber } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';

export interface SendSmsInput {
  /**
   * `8613800138000`, or 1 to 1,000 such numbers that all get the same text. Mainland and overseas
   * numbers need different templates. Aliyun advises one number per call for verification codes.
   */
  readonly phoneNumber: string | readonly string[];
  /** An approved signature of the account, without 【】. */
  readonly signName: string;
  /** An approved template, `SMS_154950909`. */
  readonly templateCode: string;
  /** Exactly the template's variables. */
  readonly templateParam?: Readonly<Record<string, string>> | undefined;
  /** The caller's own reference, up to 255 characters; returned in delivery reports. */
  readonly outId?: string | undefined;
  /** Extension of the sender number; ordinary accounts have none. */
  readonly smsUpExtendCode?: string | undefined;
}

export interface SendSmsOutput {
  /** Aliyun's id of this request, shared by all its numbers; delivery reports carry it. */
  readonly bizId: string;
  readonly requestId: string;
  /** Requests made: more than 1 if earlier ones were certainly not accepted. */
  readonly attempts: number;
}

const MAX_NUMBERS = 1000;

/**
 * Sends one message from a template. Not idempotent; billed. 5,000 calls per second per account.
 * Source: https://help.aliyun.com/document_detail/55284.html
 */
export const sendSms: Operation<SendSmsInput, SendSmsOutput> = {
  product: DYSMS,
  action: 'SendSms',
  encode: (input) => ({
    query: present({
      OutId: input.outId,
      PhoneNumbers: phoneNumbers(input.phoneNumber),
      SignName: requiredText('signName', input.signName),
      SmsUpExtendCode: input.smsUpExtendCode,
      TemplateCode: requiredText('templateCode', input.templateCode),
      TemplateParam: templateParamJson('templateParam', input.templateParam),
    }),
  }),
  decode: (answer, attempts) => {
    const bizId = idOf(answer['BizId']);
    const requestId = idOf(answer['RequestId']);
    return bizId === undefined || requestId === undefined
      ? undefined
      : { bizId, requestId, attempts };
  },
};

function phoneNumbers(value: string | readonly string[]): string {
  if (typeof value === 'string') {
    return wirePhoneNumber('phoneNumber', value);
  }
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_NUMBERS) {
    throw new RangeError(`phoneNumber must be one number or a list of 1 to ${MAX_NUMBERS}`);
  }
  return value.map((number, index) => wirePhoneNumber(`phoneNumber[${index}]`, number)).join(',');
}
