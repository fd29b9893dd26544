import {
  defaultQualification,
  qualificationOf,
  type Qualification,
} from '../../accounts/qualifications.ts';
import { Refusal } from '../../wire/refusal.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { flag, invalid, parameter, wholeNumber, type Call, type Operation } from '../operation.ts';
import { chinaTime } from '../review-states.ts';

/** The two operations use different names for the states. Source: the official SDK, 4.6.0. */
const LIST_STATES: Readonly<Record<Qualification['status'], string>> = {
  reviewing: 'INIT',
  approved: 'PASS',
  rejected: 'NOT_PASS',
  incomplete: 'NOT_FINISH',
  cancelled: 'CANCEL',
};
const SINGLE_STATES: Readonly<Record<Qualification['status'], string>> = {
  reviewing: 'INT',
  approved: 'PASSED',
  rejected: 'FAILED',
  incomplete: 'NOT_FINISH',
  cancelled: 'CANCELED',
};

export const ID = { min: 1, max: Number.MAX_SAFE_INTEGER };
/** 0 if it is absent. */
const OPTIONAL_ID = { ...ID, min: 0, fallback: 0 };

/** Listed for an account without listed qualifications, besides those of its signatures. */
const DEFAULT_ID = 10_001;

/**
 * Lists the account's qualifications, whose ids `CreateSmsSign` requires.
 * Source: the official SDK, 4.6.0.
 * Unverified: that a part of a name matches, the default page size, and the order.
 */
export const querySmsQualificationRecord: Operation = {
  action: 'QuerySmsQualificationRecord',
  product: 'sms',
  run(call) {
    const PageNo = wholeNumber(call, 'PageNo', { min: 1, max: 1_000_000, fallback: 1 });
    const PageSize = wholeNumber(call, 'PageSize', { min: 1, max: 50, fallback: 20 });
    const found = qualificationsOf(call).filter(filter(call));
    const List = found.slice((PageNo - 1) * PageSize, PageNo * PageSize).map(listed);
    return { Success: true, Data: { List, PageNo, PageSize, Total: found.length } };
  },
};

/**
 * One qualification.
 * Source: the official SDK, 4.6.0.
 * Unverified: the refusals; `QualificationNotExist` is documented for `ChangeSignatureQualification`.
 */
export const querySingleSmsQualification: Operation = {
  action: 'QuerySingleSmsQualification',
  product: 'sms',
  required: ['QualificationGroupId'],
  run(call) {
    const known = wholeNumber(call, 'QualificationGroupId', ID);
    const orderId = wholeNumber(call, 'OrderId', OPTIONAL_ID);
    const found = qualificationOf(call.account.start.qualificationIds, known);
    if (found === undefined || (orderId !== 0 && orderId !== found.orderId)) {
      throw qualificationNotExist();
    }
    return { Success: true, Data: single(found) };
  },
};

export function qualificationNotExist(): Refusal {
  const message = 'The qualification does not exist.';
  return new Refusal('parameters', 'QualificationNotExist', { message });
}

/** If the account lists none, every id counts: then those of its signatures are listed. */
function qualificationsOf({ account }: Call): readonly Qualification[] {
  const named = [...account.signNames.values()].map(({ qualificationId }) => qualificationId);
  return (
    account.start.qualificationIds ?? [...new Set([DEFAULT_ID, ...named])].map(defaultQualification)
  );
}

function filter(call: Call): (one: Qualification) => boolean {
  const state = parameter(call, 'State');
  if (state !== '' && !Object.values(LIST_STATES).includes(state)) {
    throw invalid('State');
  }
  const useBySelf = flag(call, 'UseBySelf');
  const workOrderId = wholeNumber(call, 'WorkOrderId', OPTIONAL_ID);
  const holds = (text: string, name: string) => text.includes(parameter(call, name));
  return (one) =>
    holds(one.name, 'QualificationGroupName') &&
    holds(one.companyName, 'CompanyName') &&
    holds(one.legalPersonName, 'LegalPersonName') &&
    (state === '' || LIST_STATES[one.status] === state) &&
    (useBySelf === undefined || one.useBySelf === useBySelf) &&
    (workOrderId === 0 || one.orderId === workOrderId);
}

function listed(one: Qualification): Fields {
  return {
    AuditRemark: one.reason ?? '无',
    AuditTime: chinaTime(one.reviewedAt ?? one.createdAt),
    CompanyName: one.companyName,
    CreateDate: chinaTime(one.createdAt),
    GroupId: one.id,
    LegalPersonName: one.legalPersonName,
    QualificationGroupName: one.name,
    StateName: LIST_STATES[one.status],
    UseBySelf: String(one.useBySelf),
    WorkOrderId: one.orderId,
  };
}

/** Differs: the person in charge and the files are invented, and always the same. */
function single(one: Qualification): Fields {
  return {
    ...PERSON_IN_CHARGE,
    ...FILES,
    BusinessType: 'dysms',
    CompanyName: one.companyName,
    CompanyType: 'COMPANY',
    EffTimeStr: VALID,
    LegalPersonIDCardNo: ID_CARD,
    LegalPersonIDCardType: 'identityCard',
    LegalPersonIdCardEffTime: VALID,
    LegalPersonName: one.legalPersonName,
    OrganizationCode: one.organizationCode,
    QualificationGroupId: one.id,
    QualificationName: one.name,
    Remark: one.remark,
    State: SINGLE_STATES[one.status],
    UseBySelf: one.useBySelf,
    WhetherShare: false,
    WorkOrderId: one.orderId,
  };
}

const VALID = '2026-01-01~2035-12-31';
const ID_CARD = '330106********0011';
const PERSON_IN_CHARGE = {
  AdminIDCardExpDate: VALID,
  AdminIDCardFrontFace: 'https://files.example.com/admin-front.png',
  AdminIDCardNo: ID_CARD,
  AdminIDCardPic: 'https://files.example.com/admin-back.png',
  AdminIDCardType: 'identityCard',
  AdminName: '王芳',
  AdminPhoneNo: '138****8000',
};
const FILES = {
  BusinessLicensePics: [
    {
      LicensePic: 'example/license.png',
      PicUrl: 'https://files.example.com/license.png',
      Type: 'businessLicense',
    },
  ],
  OtherFiles: [{ LicensePic: 'example/other.png', PicUrl: 'https://files.example.com/other.png' }],
};
