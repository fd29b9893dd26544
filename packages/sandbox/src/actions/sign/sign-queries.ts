import { SIGN_SOURCES } from '../../pushes/receipt-format.ts';
import { Refusal } from '../../wire/refusal.ts';
import type { SignName } from '../../accounts/seed.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { parameter, type Call, type Operation } from '../operation.ts';
import {
  AUDIT_STATES,
  auditInfo,
  chinaTime,
  page,
  rejection,
  STATUS_NUMBERS,
} from '../review-states.ts';

/** Reasons for each state of a carrier's filing. Source: SignIspRegisterDetailList in the official SDK. */
const FILING_REASONS: Readonly<Record<string, readonly [code: string, text: string]>> = {
  '0': ['QUALIFICATION_ERROR', '资质信息与工信注册信息不一致'],
  '1': ['DETECTING', '报备成功，待检测'],
  '2': ['NO_SEND_RECORD', '签名6个月无发送记录'],
  '3': ['DETECT_SUCCESS', '报备成功'],
  '-1': ['REGISTERING', '签名报备中'],
  '-2': ['NON_REGISTER', '未发起报备'],
};

/** Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-getsmssign */
export const getSmsSign: Operation = {
  action: 'GetSmsSign',
  product: 'sms',
  required: ['SignName'],
  qps: 150,
  run(call) {
    const signName = call.account.signNames.get(parameter(call, 'SignName'));
    if (signName === undefined) {
      throw new Refusal('signName', 'SignatureNotFound');
    }
    return { ...application(call, signName), ...filingOf(signName) };
  },
};

/** The older, shorter form. Unverified: its refusal of an unknown signature. */
export const querySmsSign: Operation = {
  action: 'QuerySmsSign',
  product: 'sms',
  required: ['SignName'],
  run(call) {
    const signName = call.account.signNames.get(parameter(call, 'SignName'));
    if (signName === undefined) {
      throw new Refusal('signName', 'isv.SMS_SIGNATURE_ILLEGAL');
    }
    return {
      SignName: signName.signName,
      SignStatus: STATUS_NUMBERS[signName.status],
      CreateDate: chinaTime(signName.createdAt),
      Reason: signName.reason ?? '无审批备注',
    };
  },
};

export const querySmsSignList: Operation = {
  action: 'QuerySmsSignList',
  product: 'sms',
  postOnly: true,
  run(call) {
    const { items, total, index, size } = page(call, call.account.signNames.values());
    return {
      TotalCount: total,
      CurrentPage: index,
      PageSize: size,
      SmsSignList: items.map((signName) => ({
        SignName: signName.signName,
        AuditStatus: AUDIT_STATES.signName[signName.status],
        BusinessType: signName.scene === 'verification' ? '验证码类型' : '通用类型',
        CreateDate: chinaTime(signName.createdAt),
        OrderId: signName.orderId,
        Reason: rejection(signName),
        AuthorizationLetterId: signName.authorizationLetterId,
        // The lower-case letter is Aliyun's.
        authorizationLetterAuditPass: signName.authorizationLetterId !== undefined,
        TrademarkId: signName.trademarkId,
        AppIcpRecordId: signName.appIcpRecordId,
      })),
    };
  },
};

function application({ account }: Call, signName: SignName): Fields {
  return {
    SignName: signName.signName,
    SignCode: `SIGN_${account.id}_${signName.orderId}`,
    SignStatus: STATUS_NUMBERS[signName.status],
    SignTag: signName.test ? '4' : '2',
    SignUsage: SIGN_SOURCES[signName.source] ?? '',
    Remark: signName.remark,
    CreateDate: chinaTime(signName.createdAt),
    OrderId: signName.orderId,
    QualificationId: signName.qualificationId,
    ThirdParty: signName.thirdParty,
    ApplyScene: signName.applyScene,
    // Differs: file keys instead of URLs.
    FileUrlList: signName.files,
    AuditInfo: auditInfo(signName),
    AuthorizationLetterId: signName.authorizationLetterId,
    AuthorizationLetterAuditPass: signName.authorizationLetterId !== undefined,
    TrademarkId: signName.trademarkId,
    AppIcpRecordId: signName.appIcpRecordId,
  };
}

function filingOf({ filing, reviewedAt, createdAt }: SignName): Fields {
  const carriers = Object.entries(filing);
  const isFiled = carriers.every(([, status]) => status === 1 || status === 3);
  return {
    RegisterResult: isFiled ? 1 : -1,
    SignIspRegisterDetailList: carriers.map(([carrier, status]) => {
      const [code = '', text = ''] = FILING_REASONS[String(status)] ?? [];
      return {
        OperatorCode: carrier,
        RegisterStatus: status,
        OperatorCompleteTime: status < 0 ? '' : chinaTime(reviewedAt ?? createdAt),
        RegisterStatusReasons: [{ ReasonCode: code, ReasonDescList: [text] }],
      };
    }),
  };
}
