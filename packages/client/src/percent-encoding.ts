const UNRESERVED = /^[A-Za-z0-9\-_.~]*$/;
const NOT_ENCODED_BY_ENCODE_URI_COMPONENT = /[!'()*]/g;

/**
 * Percent-encodes UTF-8 text by RFC 3986: only `A-Z a-z 0-9 - _ . ~` stay as they are.
 *
 * Both of Aliyun's signature schemes are computed over text in this form. A lone surrogate has no
 * UTF-8 form and becomes U+FFFD, as `Buffer` writes it. Never throws.
 * Source: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function percentEncode(text: string): string {
  // Most values need no encoding. `npm run bench`: "CPU per send, 32 at a time, against the floor".
  if (UNRESERVED.test(text)) {
    return text;
  }
  return encode(text).replaceAll(NOT_ENCODED_BY_ENCODE_URI_COMPONENT, escapeCharacter);
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(Buffer.from(text).toString());
  }
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
