import type { HttpResponse } from 'aliyun-sms-client';
import type { Exchange } from './exchange.ts';
import type { MessageProduct } from '../messages/message.ts';
import type { Refusal } from './refusal.ts';
import { internationalCode } from './international-codes.ts';
import { CONTENT_TYPES, writeAnswer, type Fields } from './wire-answer.ts';

/** The format of each product's answers around the operation's own fields. */
const SERVICE_ANSWERS: Readonly<
  Record<
    MessageProduct,
    (code: string, message: string, requestId: string, fields: Fields) => Fields
  >
> = {
  sms: (code, message, requestId, fields) => ({
    Message: message,
    RequestId: requestId,
    ...fields,
    Code: code,
  }),
  international: (code, message, requestId, fields) => ({
    RequestId: requestId,
    ...fields,
    ResponseCode: code,
    ResponseDescription: code === 'OK' ? 'The SMS Send Request was accepted' : message,
  }),
  mas: (code, message, requestId, fields) => ({
    Message: message,
    RequestId: requestId,
    ...fields,
    Code: code,
    Success: code === 'OK',
  }),
};

/** `fields`: the operation's own part of the answer. */
export function writeSuccess(exchange: Exchange, fields: Fields): HttpResponse {
  return serviceAnswer(exchange, 'OK', 'OK', fields);
}

/** Refusals with status 200 have the product's format, all others the gateway's. */
export function writeRefusal(exchange: Exchange, refusal: Refusal): HttpResponse {
  return refusal.status === 200
    ? serviceAnswer(exchange, refusal.apiCode, refusal.message, {})
    : gatewayAnswer(exchange, refusal);
}

/** The answer to a browser's preflight request. */
export function writePreflight(exchange: Exchange): HttpResponse {
  return { status: 200, headers: headersFor(exchange), body: '' };
}

function serviceAnswer(
  exchange: Exchange,
  code: string,
  message: string,
  fields: Fields,
): HttpResponse {
  const { requestId, action, operation, format } = exchange;
  const product = operation?.product ?? 'sms';
  const shown =
    product === 'international'
      ? internationalCode(code, message, exchange.internationalCodes)
      : code;
  return {
    status: 200,
    headers: headersFor(exchange),
    body: writeAnswer(
      format,
      `${action}Response`,
      SERVICE_ANSWERS[product](shown, message, requestId, fields),
    ),
  };
}

function gatewayAnswer(exchange: Exchange, refusal: Refusal): HttpResponse {
  const { requestId, wire, format } = exchange;
  const recommend =
    `https://api.aliyun.com/troubleshoot?q=${refusal.apiCode}&product=Dysmsapi` +
    `&requestId=${requestId}`;
  return {
    status: refusal.status,
    headers: {
      ...headersFor(exchange),
      // Unverified: it is only known that official clients read this header, in milliseconds.
      ...(refusal.retryAfterMs === undefined
        ? {}
        : { 'x-acs-retry-after': String(refusal.retryAfterMs) }),
    },
    body: writeAnswer(format, 'Error', {
      RequestId: requestId,
      HostId: wire.headers['host']?.replace(/:\d+$/, '') ?? '',
      Code: refusal.apiCode,
      Message: refusal.message,
      Recommend: recommend,
    }),
  };
}

/**
 * All seen in live answers. Differs: Aliyun also sends `Access-Control-Allow-Origin: *`; here that would
 * let any page that a developer opens read codes.
 */
function headersFor({ requestId, format, now }: Exchange): Record<string, string> {
  return {
    date: httpDate(now),
    'content-type': CONTENT_TYPES[format],
    'x-acs-request-id': requestId,
  };
}

let lastSecond = Number.NaN;
let lastDate = '';

/** Cached for the current second, because many answers have the same date. */
function httpDate(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastDate = new Date(second * 1000).toUTCString();
  }
  return lastDate;
}
