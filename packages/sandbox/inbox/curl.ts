import type { LoggedRequest } from '../src/requests/request-log.ts';

/** Parameters that belong to the old signature and are left out. */
const SIGNATURE_PARAMETERS = new Set([
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
 * The request as a curl command, without secret and signature: curl has no option to sign with
 * `ACS3-HMAC-SHA256`, so that the command has placeholders for key and signature.
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
    ([name]) => !SIGNATURE_PARAMETERS.has(name) && name !== 'Action' && name !== 'Version',
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
