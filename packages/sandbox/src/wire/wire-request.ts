import type { Parameters } from 'aliyun-sms-client';
import { decodeQuery } from './query-string.ts';

/** A request as plain data. The client's `HttpRequest` is one. */
export interface SandboxRequest {
  /** Upper case. */
  readonly method: string;
  /** Absolute, or starting with the path. */
  readonly url: string;
  /** Names in lower case. Without `host`, the one in the URL counts. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** A parsed and decoded request. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Percent-encoded, as received, without `?`. */
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Parameters;
  /** Whether `rawQuery` is the canonical query of signature V3. */
  readonly isCanonicalQuery: boolean;
  /** The body if it is a form; otherwise empty. */
  readonly form: string;
  /** Query and form together; if both have a parameter, the query counts. */
  readonly parameters: Parameters;
  /** As received; empty if there is none. */
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

/** Computes {@link WireRequest.parameters} again from the received texts. */
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
