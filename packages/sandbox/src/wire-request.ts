import { parse } from 'node:querystring';

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
  /** Query and form together; where both name one, the query counts. */
  readonly parameters: Parameters;
  /** As received; empty where there is none. */
  readonly body: string | Uint8Array;
}

type Parameters = Readonly<Record<string, string>>;

const ORIGIN = /^https?:\/\/([^/?#]*)/;
const FORM = 'application/x-www-form-urlencoded';

export function readWireRequest(request: SandboxRequest): WireRequest {
  const origin = ORIGIN.exec(request.url);
  const target = origin === null ? request.url : request.url.slice(origin[0].length);
  const [path = '', rawQuery = ''] = split(target, '?');
  const headers = withHost(request.headers, origin?.[1]);
  const query = decode(rawQuery);
  const body = request.body ?? '';
  const hasForm = body.length > 0 && isForm(headers);
  return {
    method: request.method,
    path: path === '' ? '/' : path,
    rawQuery,
    headers,
    query,
    parameters: hasForm ? { ...decode(bodyText(body)), ...query } : query,
    body,
  };
}

function split(text: string, separator: string): readonly string[] {
  const index = text.indexOf(separator);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
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

/**
 * `+` is a space and `%XX` is UTF-8; what is malformed stays as it is, so that the signature check
 * refuses it. Of a repeated name the first value counts.
 */
function decode(text: string): Parameters {
  const decoded: Record<string, string> = Object.create(null);
  if (text === '') {
    return decoded;
  }
  for (const [name, value] of Object.entries(parse(text, '&', '=', { maxKeys: 0 }))) {
    decoded[name] = (Array.isArray(value) ? value[0] : value) ?? '';
  }
  return decoded;
}
