import { Refusal } from '../../wire/refusal.ts';
import { qualificationOf } from '../../accounts/qualifications.ts';
import type { SignName } from '../../accounts/seed.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { bookApplication, fileKeys } from '../applications.ts';
import { flag, parameter, type Call, type Operation } from '../operation.ts';

const REQUIRED = ['SignName', 'SignSource', 'QualificationId'];
/** 2 to 12 characters without brackets, commas, full stops or spaces, and without "test" or 测试. */
const NAME = /^(?!.*(?:test|测试))[^【】()[\],.，。\s]{2,12}$/i;
const SOURCE = /^[0-5]$/;
/** 0: verification codes only; 1 or absent: general. */
const TYPE = /^[01]?$/;
const ID = /^[1-9]\d{0,18}$/;
const LINK = /^https?:\/\/\S+$/;
const MAX_REMARK = 200;

/** Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-createsmssign */
export const createSmsSign: Operation = {
  action: 'CreateSmsSign',
  product: 'sms',
  required: REQUIRED,
  run(call) {
    const name = parameter(call, 'SignName');
    if (!NAME.test(name)) {
      throw new Refusal('signName', 'InvalidSignName');
    }
    if (call.account.signNames.has(name)) {
      throw new Refusal('signName', 'SignName.Exists');
    }
    const signName = readApplication(call);
    bookApplication(call, 'signNames');
    return apply(call, signName);
  },
};

/** For approved and rejected signatures, which cannot be used until they are approved again. */
export const updateSmsSign: Operation = {
  action: 'UpdateSmsSign',
  product: 'sms',
  required: REQUIRED,
  run(call) {
    const signName = call.account.signNames.get(parameter(call, 'SignName'));
    if (signName === undefined) {
      throw new Refusal('signName', 'SignatureNotFound');
    }
    if (signName.status !== 'approved' && signName.status !== 'rejected') {
      throw new Refusal('signName', 'isv.ERROR_SIGN_NOT_MODIFY');
    }
    return apply(call, readApplication(call));
  },
};

/** A signature in review cannot be deleted. */
export const deleteSmsSign: Operation = {
  action: 'DeleteSmsSign',
  product: 'sms',
  required: ['SignName'],
  run({ account, parameters }) {
    const name = parameters['SignName'] ?? '';
    const signName = account.signNames.get(name);
    if (signName === undefined) {
      throw new Refusal('signName', 'isv.SMS_SIGNATURE_ILLEGAL');
    }
    if (signName.status === 'reviewing') {
      throw new Refusal('signName', 'isv.ERROR_SIGN_NOT_DELETE');
    }
    account.signNames.delete(name);
    return { SignName: name };
  },
};

function apply(call: Call, signName: SignName): Fields {
  call.account.signNames.set(signName.signName, signName);
  return { SignName: signName.signName, OrderId: signName.orderId };
}

/**
 * Differs: of the documents that an application refers to, only the qualification is looked up, and only
 * if the seed lists any.
 */
const MALFORMED = {
  QualificationId: 'InvalidQualification',
  AuthorizationLetterId: 'SmsAuthorizationLetterNotExist',
  TrademarkId: 'TrademarkNotExist',
  AppIcpRecordId: 'AppIcpRecordNotExist',
} as const;

function readApplication(call: Call): SignName {
  const source = parameter(call, 'SignSource');
  const remark = parameter(call, 'Remark');
  const type = parameter(call, 'SignType');
  if (!SOURCE.test(source) || !TYPE.test(type) || remark.length > MAX_REMARK) {
    throw new Refusal('parameters', 'InvalidParameter');
  }
  const thirdParty = flag(call, 'ThirdParty') ?? false;
  return {
    signName: parameter(call, 'SignName'),
    status: 'reviewing',
    scene: type === '0' ? 'verification' : 'general',
    test: false,
    source: Number(source),
    remark,
    qualificationId: qualificationId(call),
    filing: { mobile: -2, unicom: -2, telecom: -2 },
    createdAt: new Date(call.now).toISOString(),
    orderId: call.state.ids.orderId(),
    applyScene: sceneOf(call, source === '2'),
    thirdParty,
    files: fileKeys(call),
    ...(thirdParty ? { authorizationLetterId: id(call, 'AuthorizationLetterId') } : {}),
    ...(source === '5' ? { trademarkId: id(call, 'TrademarkId') } : {}),
    ...(source === '2' ? { appIcpRecordId: id(call, 'AppIcpRecordId') } : {}),
  };
}

function id(call: Call, name: keyof typeof MALFORMED): number {
  const text = parameter(call, name);
  if (!ID.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new Refusal('parameters', MALFORMED[name]);
  }
  return Number(text);
}

function qualificationId(call: Call): number {
  const known = id(call, 'QualificationId');
  const qualification = qualificationOf(call.account.start.qualificationIds, known);
  if (qualification === undefined) {
    throw new Refusal('parameters', 'QualificationNotFound');
  }
  // Unverified: the code for a qualification that is not approved.
  if (qualification.status !== 'approved') {
    throw new Refusal('parameters', MALFORMED.QualificationId);
  }
  return known;
}

function sceneOf(call: Call, isRequired: boolean): string {
  const scene = parameter(call, 'ApplySceneContent');
  if (isRequired && scene === '') {
    throw new Refusal('parameters', 'MissApplySceneContent');
  }
  if (isRequired && !LINK.test(scene)) {
    throw new Refusal('parameters', 'InvalidApplySceneContent');
  }
  return scene;
}
