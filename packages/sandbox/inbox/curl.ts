import type { LoggedRequest } from '../src/requests/request-log.ts';

/** Who the caller was and when: what a new signature says anew. */
const SIGNED = new Set([
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureVersion',
  'SecurityToken',
  'Timestamp',
  'Format',
]);

/**
 * The call for a terminal, to be signed there: curl signs `ACS3-HMAC-SHA256` by no option, so that the
 * places of key and signature are named and left open. Neither a secret nor a signature is in it.
 */
export function callAsCurl(request: LoggedRequest, origin: string): string {
  const { action = '', version = '', method, parameters } = request;
  const headers = [
    `x-acs-action: ${action}`,
    `x-acs-version: ${version}`,
    'x-acs-date: <UTC TIME>',
    'x-acs-signature-nonce: <NONCE>',
    `x-acs-content-sha256: <SHA-256 OF THE BODY>`,
    'Authorization: ACS3-HMAC-SHA256 Credential=<ACCESS KEY ID>,SignedHeaders=<LIST>,Signature=<SIGNATURE>',
  ];
  const own = Object.entries(parameters).filter(
    ([name]) => !SIGNED.has(name) && name !== 'Action' && name !== 'Version',
  );
  const query = own.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return [
    `curl -X ${method} ${quoted(`${origin}/?${query}`)}`,
    ...headers.map((header) => `  -H ${quoted(header)}`),
  ].join(' \\\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
