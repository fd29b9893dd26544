import { countSegments, parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import type { Draft } from '../../messages/deliveries.ts';
import { Refusal } from '../../wire/refusal.ts';
import type { Field, Fields } from '../../wire/wire-answer.ts';
import { parameter, type Call } from '../operation.ts';
import { charge, checkAccount, checkNumber } from './sending.ts';

const DIGITS = /^[1-9]\d{4,16}$/;
const MAX_TEXT = 1600;

/** `To` of the international site: country code and number, digits only. */
export function readInternationalNumber(text: string): PhoneNumber {
  const number = DIGITS.test(text) ? parsePhoneNumber(`+${text}`) : undefined;
  if (number === undefined) {
    throw new Refusal('number', 'isv.MOBILE_NUMBER_ILLEGAL');
  }
  return number;
}

/** `To` of a template message: also with `+`, as public clients send it. */
export function readMainlandNumber(text: string): PhoneNumber {
  const number = readInternationalNumber(text.replace(/^\+/, ''));
  if (number.region !== 'mainland') {
    throw new Refusal('number', 'isv.MOBILE_NUMBER_ILLEGAL');
  }
  return number;
}

/** `From`: up to 11 letters, digits and `.`, `_`, `-`, space, or up to 15 digits. Absent: Aliyun's own. */
export function checkSenderId(from: string): void {
  const isValid = from === '' || /^\d{1,15}$/.test(from) || /^[A-Za-z0-9 ._-]{1,11}$/.test(from);
  if (!isValid) {
    throw new Refusal('signName', 'isv.INVALID_SENDERID');
  }
}

/** Checks a free text to one number outside the mainland. */
export function draftGlobeMessage(
  call: Call,
  to: string,
  text: string,
  from: string,
): Omit<Draft, 'code'> {
  const number = readInternationalNumber(to);
  if (number.region === 'mainland') {
    throw new Refusal('number', 'isv.DOMESTIC_NUMBER_NOT_SUPPORTED');
  }
  if (text.length > MAX_TEXT) {
    throw new Refusal('parameters', 'isv.PARAM_LENGTH_LIMIT');
  }
  checkNumber(call.account, number);
  return {
    number,
    product: 'international',
    text,
    signName: from,
    outId: parameter(call, 'TaskId'),
  };
}

/** Charges for and accepts one message; returns its MessageId. */
export function acceptInternational(call: Call, draft: Draft): string {
  checkAccount(call.account);
  charge(call, [draft]);
  // Ids of the international site have no `^0`.
  const messageId = call.state.ids.bizId().replace('^0', '');
  call.state.deliveries.accept(call, messageId, draft);
  return messageId;
}

/** The answer to both kinds of single send. */
export function acceptedFields(messageId: string, { number, text }: Draft): Fields {
  return {
    MessageId: messageId,
    To: number.msisdn,
    Segments: String(countSegments(text, number.region)),
    NumberDetail: numberDetail(number),
  };
}

/** Differs: the carrier is unknown. */
export function numberDetail({ country }: Pick<PhoneNumber, 'country'>): Field {
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  return { Country: name, Region: name, Carrier: 'Unknown' };
}
