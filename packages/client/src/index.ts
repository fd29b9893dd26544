export type { Credentials, CredentialsProvider } from './credentials.ts';
export {
  AliyunSmsAnswerError,
  AliyunSmsApiError,
  AliyunSmsConnectionError,
  AliyunSmsError,
  type AliyunSmsErrorOptions,
  type SendOutcome,
} from './errors.ts';
export { percentEncode } from './percent-encoding.ts';
export {
  maskPhoneNumber,
  parsePhoneNumber,
  type BareNumbers,
  type ParsePhoneNumberOptions,
  type PhoneNumber,
  type Region,
} from './phone-number.ts';
export { countSegments } from './segments.ts';
export {
  EMPTY_BODY_SHA256,
  SIGNATURE_ALGORITHM_V3,
  canonicalHeaders,
  canonicalParametersV1,
  canonicalQuery,
  canonicalRequest,
  sha256Hex,
  signatureV1,
  signatureV3,
  signedHeaders,
  stringToSignV1,
  stringToSignV3,
  type Parameters,
  type SignedParts,
} from './signature.ts';
export type { HttpRequest, HttpResponse, Transport } from './transport.ts';
