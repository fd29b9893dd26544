import { AliyunSmsAnswerError, AliyunSmsApiError, type AliyunSmsError } from './errors.ts';
import { explainApiCode } from './error-book/explain.ts';
import type { ErrorCategory } from './error-book/categories.ts';
import { foreignText } from './foreign-text.ts';
import { fieldsOf, type ApiAnswer } from './answer-fields.ts';
import { retryAfterSeconds } from './retry-after.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

export interface Exchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** By Aliyun's clock. Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Requests of this call so far. */
  readonly attempts: number;
  /** An earlier copy may have arrived, so a refusal of this one does not mean "not sent". */
  readonly resent: boolean;
  /** Where the access key came from, if known. */
  readonly credentialsSource?: string | undefined;
}

/** Refusals for which it matters where the key came from. */
const ABOUT_THE_KEY: ReadonlySet<ErrorCategory> = new Set([
  'credentials',
  'expired-token',
  'permission',
]);

const API_CODE = /^[A-Za-z][A-Za-z0-9_.-]{1,99}$/;
const REQUEST_ID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/**
 * The one place where an answer becomes a success or an error. It reads both status and body, because
 * a refusal can come with HTTP 200.
 *
 * The error book decides the outcome by code. A code that it does not list counts as refused below
 * 500; an unreadable answer, or 5xx without a known code, leaves the outcome unknown.
 */
export function classify(exchange: Exchange): ApiAnswer | AliyunSmsError {
  const { response, attempts } = exchange;
  const answer = parse(response.body);
  const apiCode = answer['Code'] ?? answer['ResponseCode'];
  const isSuccess = response.status >= 200 && response.status < 300;
  const isCode = typeof apiCode === 'string' && API_CODE.test(apiCode);
  // "OK" with a failure status: something on the way replaced one of the two.
  if (!isCode || (apiCode === 'OK' && !isSuccess)) {
    return new AliyunSmsAnswerError(
      `The answer (HTTP ${response.status}) is not from Aliyun. Check the endpoint and any proxy in between.`,
      { outcome: 'unknown', attempts, status: response.status },
    );
  }
  return apiCode === 'OK' ? answer : refusal(exchange, answer, apiCode);
}

function parse(body: string): ApiAnswer {
  try {
    return fieldsOf(JSON.parse(body));
  } catch {
    return {};
  }
}

function refusal(exchange: Exchange, answer: ApiAnswer, receivedCode: string): AliyunSmsApiError {
  const { request, response, attempts, resent, credentialsSource: source } = exchange;
  const { known, category, outcome, cause, remedy } = explainApiCode(receivedCode);
  const apiCode = known ? receivedCode : foreignText(receivedCode, request);
  const receivedText = answer['Message'] ?? answer['ResponseDescription'];
  const explanation = known ? `${cause} ${remedy}` : foreignText(receivedText, request);
  const byBook = known && outcome !== 'accepted' ? outcome : outcomeByStatus(response.status);
  const keyOrigin =
    source !== undefined && ABOUT_THE_KEY.has(category)
      ? ` The access key comes from: ${source}.`
      : '';
  return new AliyunSmsApiError(`${apiCode}: ${explanation}${keyOrigin}`, {
    apiCode,
    category,
    status: response.status,
    outcome: resent ? 'unknown' : byBook,
    requestId: requestIdOf(answer),
    attempts,
    credentialsSource: source,
    retryAfterSeconds: retryAfterSeconds(category, response, receivedText, exchange.receivedAt),
  });
}

function outcomeByStatus(status: number) {
  return status < 500 ? 'not-sent' : 'unknown';
}

function requestIdOf(answer: ApiAnswer): string | undefined {
  const requestId = answer['RequestId'];
  return typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId : undefined;
}
