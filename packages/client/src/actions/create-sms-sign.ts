import { present, requiredText, textListJson, wireId, wireNumber } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { textOf } from '../answer-fields.ts';

/** What the signature is based on. Aliyun discourages app names and no longer accepts other sources. */
export type SignSource = 'enterprise' | 'app' | 'trademark';

/** `verification` signatures may only carry verification codes. */
export type SignType = 'verification' | 'general';

export interface CreateSmsSignInput {
  /** 2 to 12 characters, without brackets, commas, periods or spaces. */
  readonly signName: string;
  readonly signSource: SignSource;
  /** Default `general`. */
  readonly signType?: SignType | undefined;
  /** An approved qualification of the account. */
  readonly qualificationId: string | number;
  /** Whether the signature belongs to another company. Default false. */
  readonly thirdParty?: boolean | undefined;
  /** Required with `thirdParty`. */
  readonly authorizationLetterId?: string | number | undefined;
  /** Required for the source `trademark`. */
  readonly trademarkId?: string | number | undefined;
  /** Required for the source `app`. */
  readonly appIcpRecordId?: string | number | undefined;
  /** Required for the source `app`: an http(s) link. */
  readonly applySceneContent?: string | undefined;
  /** Keys of uploaded files. */
  readonly moreData?: readonly string[] | undefined;
  /** Up to 200 characters. */
  readonly remark?: string | undefined;
}

export interface CreateSmsSignOutput {
  readonly signName: string;
  /** Id of the review ticket. */
  readonly orderId: string | undefined;
}

const SIGN_SOURCE: Readonly<Record<SignSource, number>> = { enterprise: 0, app: 2, trademark: 5 };
const SIGN_TYPE: Readonly<Record<SignType, number>> = { verification: 0, general: 1 };

/**
 * Applies for a signature. Personal accounts: one application a day.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-createsmssign
 */
export const createSmsSign: Operation<CreateSmsSignInput, CreateSmsSignOutput> = {
  product: DYSMS,
  action: 'CreateSmsSign',
  encode: (input) => ({
    query: present({
      SignName: requiredText('signName', input.signName),
      SignSource: wireNumber('signSource', input.signSource, SIGN_SOURCE),
      SignType: input.signType && wireNumber('signType', input.signType, SIGN_TYPE),
      QualificationId: wireId('qualificationId', input.qualificationId),
      ThirdParty: input.thirdParty,
      AuthorizationLetterId: optionalId('authorizationLetterId', input.authorizationLetterId),
      TrademarkId: optionalId('trademarkId', input.trademarkId),
      AppIcpRecordId: optionalId('appIcpRecordId', input.appIcpRecordId),
      ApplySceneContent: input.applySceneContent,
      MoreData: textListJson('moreData', input.moreData),
      Remark: input.remark,
    }),
  }),
  decode: (answer) => {
    const signName = textOf(answer['SignName']);
    return signName === undefined ? undefined : { signName, orderId: textOf(answer['OrderId']) };
  },
};

function optionalId(field: string, value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : wireId(field, value);
}
