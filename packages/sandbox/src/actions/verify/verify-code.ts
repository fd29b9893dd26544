import { parsePhoneNumber, textWithSignName, type PhoneNumber } from 'aliyun-sms-client';
import { GRANTED_SIGN_NAMES, grantedContent } from '../../accounts/granted-templates.ts';
import { jsonObject } from '../../wire/json-text.ts';
import { illegalNumber, Refusal } from '../../wire/refusal.ts';
import { MISMATCH, renderTemplate, templateVariables } from '../../rules/template-param.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { flag, invalid, parameter, wholeNumber, type Call, type Operation } from '../operation.ts';
import { charge, checkAccount, checkNumber } from '../send/sending.ts';

/** Placeholder in `TemplateParam` for a code that Aliyun generates. */
const GENERATED = '##code##';

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
/** Characters of a code, by `CodeType` from 1. */
const ALPHABETS = [
  DIGITS,
  UPPER,
  LOWER,
  UPPER + LOWER,
  DIGITS + UPPER,
  DIGITS + LOWER,
  DIGITS + UPPER + LOWER,
];
const MAX_SECONDS = 86_400;
const MAX_SCHEME_NAME = 20;

/**
 * Sends a code that Aliyun generates and can check, or a literal code, which it cannot.
 * Source: https://help.aliyun.com/zh/pnvs/developer-reference/api-dypnsapi-2017-05-25-sendsmsverifycode
 */
export const sendSmsVerifyCode: Operation = {
  action: 'SendSmsVerifyCode',
  product: 'mas',
  required: ['PhoneNumber', 'SignName', 'TemplateCode', 'TemplateParam'],
  run(call) {
    checkAccount(call.account);
    const number = recipient(call);
    const template = grantedTemplate(call);
    const param = readParam(call, template);
    const isGenerated = param['code'] === GENERATED;
    const code = isGenerated ? generateCode(call) : (param['code'] ?? '');
    const validMs = seconds(call, 'ValidTime', 300) * 1000;
    const keepsOlder = oneOrTwo(call, 'DuplicatePolicy') === 2;
    const scheme = schemeKey(call, number);
    checkNumber(call.account, number);
    checkFrequency(call, number);
    const outId = parameter(call, 'OutId');
    const signName = parameter(call, 'SignName');
    const text = textWithSignName(
      signName,
      renderTemplate(template, { ...param, code }),
      number.region,
    );
    const templateCode = parameter(call, 'TemplateCode');
    const draft = { number, product: 'mas' as const, text, code, signName, templateCode, outId };
    charge(call, [draft]);
    const pending = isGenerated ? { code, outId, expiresAt: call.now + validMs } : undefined;
    const { verifyCodes } = call.state;
    verifyCodes.sent(numberKey(call, number), call.now);
    verifyCodes.expect(scheme, call.now, pending, keepsOlder);
    const bizId = call.state.ids.bizId();
    call.state.deliveries.accept(call, bizId, draft);
    return { Model: sentModel(call, bizId, code) };
  },
};

/**
 * Checks a generated code. A wrong one is refused with status 400; the body is unverified.
 * Source: https://help.aliyun.com/zh/pnvs/developer-reference/api-dypnsapi-2017-05-25-checksmsverifycode
 */
export const checkSmsVerifyCode: Operation = {
  action: 'CheckSmsVerifyCode',
  product: 'mas',
  required: ['PhoneNumber', 'VerifyCode'],
  run(call) {
    const number = recipient(call);
    const entered = parameter(call, 'VerifyCode');
    const isCaseSensitive = oneOrTwo(call, 'CaseAuthPolicy') === 2;
    const fold = (code: string): string => (isCaseSensitive ? code : code.toLowerCase());
    const found = call.state.verifyCodes.take(
      schemeKey(call, number),
      call.now,
      ({ code }) => fold(code) === fold(entered),
    );
    if (found === undefined) {
      throw new Refusal('verification', 'isv.ValidateFail');
    }
    return { Model: { OutId: found.outId || parameter(call, 'OutId'), VerifyResult: 'PASS' } };
  },
};

/** Mainland only: 11 digits. */
function recipient(call: Call): PhoneNumber {
  const text = parameter(call, 'PhoneNumber');
  const countryCode = parameter(call, 'CountryCode');
  const number = /^1[3-9]\d{9}$/.test(text) ? parsePhoneNumber(`+86${text}`) : undefined;
  if (number === undefined || !['', '86'].includes(countryCode)) {
    throw illegalNumber(text);
  }
  return number;
}

/** Only granted signatures and templates are supported, not the account's own. */
function grantedTemplate(call: Call): string {
  const content = grantedContent(parameter(call, 'TemplateCode'));
  if (content === undefined || !GRANTED_SIGN_NAMES.includes(parameter(call, 'SignName'))) {
    throw new Refusal('template', 'isv.INVALID_PARAMETERS', { message: '签名或者模版无效' });
  }
  return content;
}

/**
 * JSON numbers are accepted, as recorded. Unverified: the codes for the recorded texts, and that keys
 * that are not in the template are refused.
 */
function readParam(call: Call, content: string): Readonly<Record<string, string>> {
  const given = jsonObject(parameter(call, 'TemplateParam'));
  if (given === undefined) {
    throw invalid('TemplateParam');
  }
  const names = templateVariables(content);
  const param = Object.fromEntries(names.map((name) => [name, textOf(given[name])]));
  const { code = '' } = param;
  if (code !== GENERATED && !/^[A-Za-z0-9]{4,8}$/.test(code)) {
    throw illegalVariable('code');
  }
  const hasOthers = Object.keys(given).some((name) => !names.includes(name));
  if (hasOthers || names.some((name) => !Object.hasOwn(given, name))) {
    throw new Refusal('templateParam', 'isv.SMS_TEMPLATE_ILLEGAL', { message: MISMATCH });
  }
  const empty = names.find((name) => param[name] === '');
  if (empty !== undefined) {
    throw illegalVariable(empty);
  }
  return param;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function illegalVariable(name: string): Refusal {
  return new Refusal('templateParam', 'isv.INVALID_PARAMETERS', {
    message: `模版变量${name}内容非法`,
  });
}

function generateCode(call: Call): string {
  const length = wholeNumber(call, 'CodeLength', { min: 4, max: 8, fallback: 4 });
  const type = wholeNumber(call, 'CodeType', { min: 1, max: ALPHABETS.length, fallback: 1 });
  const alphabet = ALPHABETS[type - 1] ?? DIGITS;
  const pick = (): string => alphabet[Math.floor(call.state.ids.random() * alphabet.length)] ?? '0';
  return Array.from({ length }, pick).join('');
}

function checkFrequency(call: Call, number: PhoneNumber): void {
  const { settings, verifyCodes } = call.state;
  const intervalMs = seconds(call, 'Interval', 60) * 1000;
  const { last, today } = verifyCodes.history(numberKey(call, number), call.now);
  if (settings.flowControl && call.now - last < intervalMs) {
    throw new Refusal('flowControl', 'biz.FREQUENCY');
  }
  if (settings.flowControl && today >= settings.verifyCodesPerDay) {
    throw new Refusal('flowControl', 'isv.BUSINESS_LIMIT_CONTROL', {
      message: `触发天级流控Permits:${settings.verifyCodesPerDay}`,
    });
  }
}

function seconds(call: Call, name: string, fallback: number): number {
  return wholeNumber(call, name, { min: 1, max: MAX_SECONDS, fallback });
}

function oneOrTwo(call: Call, name: string): number {
  return wholeNumber(call, name, { min: 1, max: 2, fallback: 1 });
}

function numberKey(call: Call, { e164 }: PhoneNumber): string {
  return [call.account.id, e164].join('\n');
}

/** A code is valid only for the scheme that it was sent with. */
function schemeKey(call: Call, number: PhoneNumber): string {
  const scheme = parameter(call, 'SchemeName');
  if (scheme.length > MAX_SCHEME_NAME) {
    throw invalid('SchemeName');
  }
  return [scheme, numberKey(call, number)].join('\n');
}

function sentModel(call: Call, bizId: string, code: string): Fields {
  return {
    BizId: bizId,
    OutId: parameter(call, 'OutId'),
    RequestId: call.requestId,
    VerifyCode: flag(call, 'ReturnVerifyCode') === true ? code : undefined,
  };
}
