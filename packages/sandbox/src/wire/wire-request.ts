import type { Parameters } from 'aliyun-sms-client';
import { decodeQuery } from './query-string.ts';

/** A request as plain data. The client's `HttpRequest` is one. */
export interface SandboxRequest {
  /** Upper case. */
  readonly method: string;
  /** Absolute, or from the path on. */
  readonly url: string;
  /** Names lower-case. Without `host`, the one in the address counts. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** A request taken apart, decoded. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Percent-encoded, as received, without `?`. */
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Parameters;
  /** `rawQuery` is what signature V3 makes of `query`. */
  readonly isCanonicalQuery: boolean;
  /** The body where it is a form; else empty. */
  readonly form: string;
  /** Query and form together; where both name one, the query counts. */
  readonly parameters: Parameters;
  /** As received; empty where there is none. */
  readonly body: string | Uint8Array;
}

const ORIGIN = /^https?:\/\/([^/?#]*)/;
const FORM = 'application/x-www-form-urlencoded';

export function readWireRequest(request: SandboxRequest): WireRequest {
  const origin = ORIGIN.exec(request.url);
  const target = origin === null ? request.url : request.url.slice(origin[0].length);
  const question = target.indexOf('?');
  const path = question === -1 ? target : target.slice(0, question);
  const rawQuery = question === -1 ? '' : target.slice(question + 1);
  const headers = withHost(request.headers, origin?.[1]);
  const { parameters: query, isCanonical } = decodeQuery(rawQuery);
  const body = request.body ?? '';
  const form = body.length > 0 && isForm(headers) ? bodyText(body) : '';
  return {
    method: request.method,
    path: path === '' ? '/' : path,
    rawQuery,
    headers,
    query,
    isCanonicalQuery: isCanonical,
    form,
    parameters: form === '' ? query : withForm(query, form),
    body,
  };
}

/** {@link WireRequest.parameters} once more, from what arrived. */
export function decodeParameters(rawQuery: string, form: string): Parameters {
  return withForm(decodeQuery(rawQuery).parameters, form);
}

function withForm(query: Parameters, form: string): Parameters {
  return { ...decodeQuery(form).parameters, ...query };
}

function withHost(
  headers: Readonly<Record<string, string>>,
  host: string | undefined,
): Readonly<Record<string, string>> {
  return headers['host'] === undefined && host !== undefined ? { ...headers, host } : headers;
}

function isForm(headers: Readonly<Record<string, string>>): boolean {
  return headers['content-type']?.toLowerCase().startsWith(FORM) === true;
}

function bodyText(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}
