export type { Credentials, CredentialsProvider } from './credentials.ts';
export type { SendSmsInput, SendSmsOutput } from './actions/send-sms.ts';
export type { ErrorCategory } from './error-book/error-book.ts';
export { explainApiCode, type Explanation } from './error-book/explain.ts';
export {
  AliyunSmsAnswerError,
  AliyunSmsApiError,
  AliyunSmsConnectionError,
  AliyunSmsCredentialsError,
  AliyunSmsError,
  type AliyunSmsErrorOptions,
  type AliyunSmsRefusal,
  type SendOutcome,
} from './errors.ts';
export { createNodeTransport, type NodeTransportOptions } from './node-transport.ts';
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
export {
  createSmsClient,
  type CallOptions,
  type SmsClient,
  type SmsClientOptions,
} from './sms-client.ts';
export {
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type Transport,
  type TransportErrorOptions,
  type TransportStage,
} from './transport.ts';
