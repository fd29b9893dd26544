export {
  defaultCredentials,
  ecsRoleCredentials,
  environmentCredentials,
  oidcRoleCredentials,
  profileCredentials,
  uriCredentials,
  type CredentialOptions,
} from './credential-providers.ts';
export type { Credentials, CredentialsProvider } from './credentials.ts';
export type {
  CredentialContext,
  CredentialSource,
  ExpiringCredentials,
} from './credentials/credential-source.ts';
export type {
  CheckSmsVerifyCodeInput,
  CheckSmsVerifyCodeOutput,
} from './actions/check-sms-verify-code.ts';
export type {
  CreateSmsSignInput,
  CreateSmsSignOutput,
  SignSource,
  SignType,
} from './actions/create-sms-sign.ts';
export type {
  CreateSmsTemplateInput,
  InternationalType,
  SmsTemplateOutput,
  UpdateSmsTemplateInput,
} from './actions/create-sms-template.ts';
export type { CarrierFiling, FilingStatus, SmsSign } from './actions/get-sms-sign.ts';
export type { CarrierAudit, CarrierAuditStatus, SmsTemplate } from './actions/get-sms-template.ts';
export type { QueryMessageOutput } from './actions/query-message.ts';
export type {
  QuerySendDetailsInput,
  QuerySendDetailsOutput,
} from './actions/query-send-details.ts';
export type {
  DayStatistics,
  QuerySendStatisticsInput,
  QuerySendStatisticsOutput,
} from './actions/query-send-statistics.ts';
export type {
  QualificationStatus,
  QuerySmsQualificationRecordOutput,
  SmsQualification,
} from './actions/query-sms-qualification-record.ts';
export type {
  PageInput,
  QuerySmsSignListOutput,
  SmsSignListItem,
} from './actions/query-sms-sign-list.ts';
export type {
  QuerySmsTemplateListOutput,
  SmsTemplateListItem,
} from './actions/query-sms-template-list.ts';
export type { BatchMessage, SendBatchSmsInput } from './actions/send-batch-sms.ts';
export type {
  InternationalSendOutput,
  NumberDetail,
  SendMessageToGlobeInput,
} from './actions/send-message-to-globe.ts';
export type { SendMessageWithTemplateInput } from './actions/send-message-with-template.ts';
export type {
  SendSmsVerifyCodeInput,
  SendSmsVerifyCodeOutput,
} from './actions/send-sms-verify-code.ts';
export type { SendSmsInput, SendSmsOutput } from './actions/send-sms.ts';
export type {
  SmsConversionIntlInput,
  SmsConversionIntlOutput,
} from './actions/sms-conversion-intl.ts';
export type { CallOptions } from './caller.ts';
export type { CircuitState } from './circuit-breaker.ts';
export { CHANNELS, type Channel } from './channel.ts';
export { chinaDay } from './china-day.ts';
export type { ApiAnswer } from './answer-fields.ts';
export type { ConfirmSendInput, SendConfirmation } from './confirm-send.ts';
export type { DeliveryReport, DeliveryStatus } from './delivery-report.ts';
export { DYSMS_ENDPOINTS, type AliyunRegion } from './region.ts';
export type { ReviewStatus, ReviewVerdict } from './review.ts';
export { TEMPLATE_TYPES, type TemplateType } from './template-type.ts';
export {
  categories,
  type ErrorCategory,
  type FixedBy,
  type Judgement,
  type RetryAdvice,
} from './error-book/categories.ts';
export { errorBook, type ErrorBookEntry, type ErrorBookText } from './error-book/error-book.ts';
export { explainApiCode, type Explanation } from './error-book/explain.ts';
export {
  AliyunSmsAnswerError,
  AliyunSmsApiError,
  AliyunSmsConnectionError,
  AliyunSmsCredentialsError,
  AliyunSmsError,
  type AliyunSmsConnectionErrorOptions,
  type AliyunSmsErrorOptions,
  type AliyunSmsRefusal,
} from './errors.ts';
export { createNodeTransport, type NodeTransportOptions } from './node-transport.ts';
export { endpointStates, type EndpointState } from './endpoint.ts';
export { percentEncode } from './percent-encoding.ts';
export {
  maskPhoneNumber,
  parsePhoneNumber,
  type BareNumbers,
  type ParsePhoneNumberOptions,
  type PhoneNumber,
  type PhoneNumberType,
  type Region,
} from './phone-number.ts';
export { proxyFor } from './proxy.ts';
export type { SendOutcome } from './send-outcome.ts';
export { countSegments, textWithSignName } from './segments.ts';
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
export { ENDPOINTS, SITES, publicEndpoint, type Site } from './site.ts';
export { createSmsClient, type SmsClient, type SmsClientOptions } from './sms-client.ts';
export {
  TransportError,
  type FailedProxy,
  type HttpRequest,
  type HttpResponse,
  type Transport,
  type TransportErrorOptions,
  type TransportStage,
} from './transport.ts';
export { openTunnel } from './tunnel.ts';
export type { Language, Words } from './words.ts';
