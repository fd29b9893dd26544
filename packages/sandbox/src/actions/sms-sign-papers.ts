import {
  appIcpRecord,
  authorizationLetter,
  paperOf,
  trademark,
  type AppIcpRecord,
  type AuthorizationLetter,
  type Trademark,
} from '../accounts/sign-papers.ts';
import { chinaDay } from '../time/china-time.ts';
import type { Fields } from '../wire/wire-answer.ts';
import { invalid, jsonList, parameter, type Call, type Operation } from './operation.ts';

/** Of an account that lists no letters. */
const READY_MADE = 10_001;

/**
 * The account's letters of authorisation: all, or those that the parameters ask for.
 * Source: the official SDK, 4.6.0. Unverified: that ids which are not there are passed over, here
 * and below.
 */
export const querySmsAuthorizationLetter: Operation = {
  action: 'QuerySmsAuthorizationLetter',
  product: 'sms',
  run(call) {
    const isWanted = letterFilter(call);
    const wanted = ids(call, 'AuthorizationLetterIdList') ?? lettersOf(call);
    const { authorizationLetterIds } = call.account.start;
    const found = wanted.flatMap(
      (id) => paperOf(authorizationLetterIds, id, authorizationLetter) ?? [],
    );
    return {
      Success: true,
      Data: found.map((letter) => letterFields(call, letter)).filter(isWanted),
    };
  },
};

/** Source: the official SDK, 4.6.0. */
export const querySmsTrademark: Operation = {
  action: 'QuerySmsTrademark',
  product: 'sms',
  required: ['TrademarkIdList'],
  run(call) {
    const { trademarkIds } = call.account.start;
    const wanted = ids(call, 'TrademarkIdList') ?? [];
    const found = wanted.flatMap((id) => paperOf(trademarkIds, id, trademark) ?? []);
    return { Success: true, Data: found.map(trademarkFields) };
  },
};

/** Source: the official SDK, 4.6.0. */
export const querySmsAppIcpRecord: Operation = {
  action: 'QuerySmsAppIcpRecord',
  product: 'sms',
  required: ['AppIcpRecordIdList'],
  run(call) {
    const { appIcpRecordIds } = call.account.start;
    const wanted = ids(call, 'AppIcpRecordIdList') ?? [];
    const found = wanted.flatMap((id) => paperOf(appIcpRecordIds, id, appIcpRecord) ?? []);
    return { Success: true, Data: found.map(recordFields) };
  },
};

/** A JSON list of ids; `undefined` where the parameter is absent. */
function ids(call: Call, name: string): readonly number[] | undefined {
  if (parameter(call, name) === '') {
    return undefined;
  }
  return jsonList(call, name).map((item) => {
    const id = Number(item);
    if (!Number.isSafeInteger(id) || id < 1) {
      throw invalid(name);
    }
    return id;
  });
}

/** Where nothing is listed every id counts: then those that the account's signatures name. */
function lettersOf({ account }: Call): readonly number[] {
  const named = [...account.signNames.values()].flatMap((one) => one.authorizationLetterId ?? []);
  return (
    account.start.authorizationLetterIds?.map(({ id }) => id) ?? [
      ...new Set([READY_MADE, ...named]),
    ]
  );
}

type LetterFields = ReturnType<typeof letterFields>;

const LETTER_STATES = ['INT', 'PASSED'];
const LETTER_STATUSES = ['VALID', 'INVALID'];

function letterFilter(call: Call): (letter: LetterFields) => boolean {
  const state = oneOf(call, 'State', LETTER_STATES);
  const status = oneOf(call, 'Status', LETTER_STATUSES);
  const code = parameter(call, 'OrganizationCode');
  const signName = parameter(call, 'SignName');
  return (letter) =>
    (state === '' || letter.State === state) &&
    (status === '' || letter.Status === status) &&
    (code === '' || letter.OrganizationCode === code) &&
    (signName === '' || letter.SignScope.split('、').includes(signName));
}

function oneOf(call: Call, name: string, known: readonly string[]): string {
  const value = parameter(call, name);
  if (value !== '' && !known.includes(value)) {
    throw invalid(name);
  }
  return value;
}

/** It has passed once a signature in its scope has, and is valid in its time. */
function letterFields({ account, now }: Call, letter: AuthorizationLetter) {
  const isPassed = letter.signNames.some(
    (name) => account.signNames.get(name)?.status === 'approved',
  );
  const [first = '', last = ''] = letter.period.replaceAll('-', '').split('~');
  const today = chinaDay(now);
  return {
    Authorization: letter.authorizer,
    AuthorizationLetterExpDate: letter.period,
    AuthorizationLetterId: letter.id,
    AuthorizationLetterName: letter.name,
    AuthorizationLetterPic: pictureAddress('authorization-letter', letter.id),
    OrganizationCode: letter.organizationCode,
    ProxyAuthorization: letter.authorized,
    SignScope: letter.signNames.join('、'),
    State: isPassed ? 'PASSED' : 'INT',
    Status: first <= today && today <= last ? 'VALID' : 'INVALID',
  };
}

function trademarkFields({ id, name, applicant, registrationNumber, period }: Trademark): Fields {
  return {
    TrademarkApplicantName: applicant,
    TrademarkEffExpDate: period,
    TrademarkId: id,
    TrademarkName: name,
    TrademarkPic: pictureKey('trademark', id),
    TrademarkPicUrl: pictureAddress('trademark', id),
    TrademarkRegistrationNumber: registrationNumber,
  };
}

function recordFields(record: AppIcpRecord): Fields {
  const { id } = record;
  return {
    AppApprovalDate: record.approvedOn,
    AppIcpLicenseNumber: record.licenseNumber,
    AppIcpRecordId: id,
    AppIcpRecordPic: pictureKey('app-record', id),
    AppIcpRecordPicUrl: pictureAddress('app-record', id),
    AppPrincipalUnitName: record.principal,
    AppRuntimePic: pictureKey('app-runtime', id),
    AppRuntimePicUrl: pictureAddress('app-runtime', id),
    AppServiceName: record.name,
    AppStoreDownloadPic: pictureKey('app-store', id),
    AppStoreDownloadPicUrl: pictureAddress('app-store', id),
    Domain: record.storeLink,
  };
}

/** Differs: there are no pictures behind these. */
function pictureKey(what: string, id: number): string {
  return `example/${what}-${id}.png`;
}

function pictureAddress(what: string, id: number): string {
  return `https://files.example.com/${what}-${id}.png`;
}
