import { countSegments, type PhoneNumber } from 'aliyun-sms-client';
import type { Account } from '../../accounts/accounts.ts';
import { chinaDay } from '../../time/china-time.ts';
import type { Draft } from '../../messages/deliveries.ts';
import type { LimitedSend } from '../../rules/flow-control.ts';
import { magicNumber } from '../../rules/magic-numbers.ts';
import { Refusal } from '../../wire/refusal.ts';
import type { SignName, Template } from '../../accounts/seed.ts';
import type { Call } from '../operation.ts';

/** The account's approved signature with exactly this name. */
export function usableSignName(account: Account, name: string): SignName {
  const signName = account.signNames.get(name);
  // Unverified: that a withdrawn signature has another code than an unknown one.
  if (signName?.status === 'cancelled') {
    throw new Refusal('signName', 'isv.SIGN_STATE_ILLEGAL');
  }
  if (signName?.status !== 'approved') {
    throw new Refusal('signName', 'isv.SMS_SIGNATURE_ILLEGAL');
  }
  return signName;
}

/** The account's approved template with exactly this code. */
export function usableTemplate(account: Account, templateCode: string): Template {
  const template = account.templates.get(templateCode);
  if (template?.status !== 'approved') {
    throw new Refusal('template', 'isv.SMS_TEMPLATE_ILLEGAL');
  }
  return template;
}

/** The test pair can only be used together; a verification signature only with verification templates. */
export function checkPair(signName: SignName, template: Template): void {
  if (signName.test !== template.test) {
    throw new Refusal('signName', 'isv.SMS_TEST_SIGN_TEMPLATE_LIMIT');
  }
  const isPlain = template.type === 1 || template.type === 2;
  if (signName.scene === 'verification' && isPlain) {
    throw new Refusal('signName', 'isv.SMS_SIGNATURE_SCENE_ILLEGAL');
  }
}

/** The test template can be sent to bound numbers only, if the account lists any. */
export function checkBound({ start }: Account, { test }: Template, { e164 }: PhoneNumber): void {
  if (test && start.boundNumbers?.includes(e164) === false) {
    throw new Refusal('number', 'isv.SMS_TEST_NUMBER_LIMIT');
  }
}

/** Refuses magic numbers that stand for a refusal, and numbers on the account's blacklist. */
export function checkNumber(account: Account, { e164 }: PhoneNumber): void {
  const refusal = magicNumber(e164)?.apiCode;
  if (refusal !== undefined) {
    throw new Refusal('number', refusal);
  }
  if (account.start.blacklist.includes(e164)) {
    throw new Refusal('number', 'isv.BLACK_KEY_CONTROL_LIMIT');
  }
}

/** Refuses every send of an account that is in arrears, frozen etc. */
export function checkAccount({ start }: Account): void {
  if (start.refusesSends !== undefined) {
    throw new Refusal('account', start.refusesSends);
  }
}

/** Checks the per-number limits, unless the settings disable them. */
export function checkFlowControl(call: Call, sends: readonly LimitedSend[]): void {
  if (call.state.settings.flowControl) {
    call.state.flowControl.check(sends, call.now);
  }
}

/** Counts accepted sends for the per-number limits, unless the settings disable them. */
export function noteSends(call: Call, sends: readonly LimitedSend[]): void {
  if (call.state.settings.flowControl) {
    call.state.flowControl.note(sends, call.now);
  }
}

/** Refuses what exceeds the account's caps or balance; otherwise counts and charges the messages. */
export function charge(call: Call, drafts: readonly Draft[]): void {
  const { account } = call;
  const periods = cappedPeriods(call);
  for (const { key, cap, apiCode } of periods) {
    if ((account.accepted.get(key) ?? 0) + drafts.length > cap) {
      throw new Refusal('account', apiCode);
    }
  }
  if (account.balance !== undefined) {
    const segments = drafts.reduce(
      (sum, { text, number }) => sum + countSegments(text, number.region),
      0,
    );
    if (segments > account.balance) {
      throw new Refusal('account', 'isv.AMOUNT_NOT_ENOUGH');
    }
    account.balance -= segments;
  }
  for (const { key } of periods) {
    account.accepted.set(key, (account.accepted.get(key) ?? 0) + drafts.length);
  }
}

interface CappedPeriod {
  /** Day or month in China. */
  readonly key: string;
  readonly cap: number;
  readonly apiCode: string;
}

function cappedPeriods({ account, now }: Call): readonly CappedPeriod[] {
  const { dayCap, monthCap } = account.start;
  if (dayCap === undefined && monthCap === undefined) {
    return [];
  }
  const day = chinaDay(now);
  return [
    ...(dayCap === undefined ? [] : [{ key: day, cap: dayCap, apiCode: 'isv.DAY_LIMIT_CONTROL' }]),
    ...(monthCap === undefined
      ? []
      : [{ key: day.slice(0, 6), cap: monthCap, apiCode: 'isv.MONTH_LIMIT_CONTROL' }]),
  ];
}
