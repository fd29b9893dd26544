import type { HttpResponse } from 'aliyun-sms-client';
import type { Exchange } from './exchange.ts';
import type { MessageProduct } from '../messages/message.ts';
import type { Refusal } from './refusal.ts';
import { internationalCode } from './international-codes.ts';
import { CONTENT_TYPES, writeAnswer, type Fields } from './wire-answer.ts';

/** The products' ways to say how a call ended; the operation's own fields in between. */
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

/** Refusals with status 200 look as the product has them, all others as the gateway has them. */
export function writeRefusal(exchange: Exchange, refusal: Refusal): HttpResponse {
  return refusal.status === 200
    ? serviceAnswer(exchange, refusal.apiCode, refusal.message, {})
    : gatewayAnswer(exchange, refusal);
}

/** What a browser's preflight request gets. */
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
      // Unverified: only that official clients read this header, in milliseconds.
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
 * All seen on live answers. Differs: Aliyun also lets every page read them
 * (`Access-Control-Allow-Origin: *`); here any page that a developer opens could then read codes.
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

/** Kept for the running second: many answers a second carry the same. */
function httpDate(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastDate = new Date(second * 1000).toUTCString();
  }
  return lastDate;
}
