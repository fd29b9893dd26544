import { randomUUID } from 'node:crypto';
import { checkSmsVerifyCode } from './actions/check-sms-verify-code.ts';
import { createSmsSign } from './actions/create-sms-sign.ts';
import { createSmsTemplate, updateSmsTemplate } from './actions/create-sms-template.ts';
import { getSmsSign } from './actions/get-sms-sign.ts';
import { getSmsTemplate } from './actions/get-sms-template.ts';
import { queryMessage } from './actions/query-message.ts';
import { querySendDetails, queryVerifyCodeDetails } from './actions/query-send-details.ts';
import { querySendStatistics } from './actions/query-send-statistics.ts';
import { querySmsQualificationRecord } from './actions/query-sms-qualification-record.ts';
import { querySmsSignList } from './actions/query-sms-sign-list.ts';
import { querySmsTemplateList } from './actions/query-sms-template-list.ts';
import { sendBatchSms } from './actions/send-batch-sms.ts';
import { sendMessageToGlobe } from './actions/send-message-to-globe.ts';
import { sendMessageWithTemplate } from './actions/send-message-with-template.ts';
import { sendSmsVerifyCode } from './actions/send-sms-verify-code.ts';
import { sendSms } from './actions/send-sms.ts';
import { smsConversionIntl } from './actions/sms-conversion-intl.ts';
import { methodOf, type CallOptions, type CallerContext } from './caller.ts';
import type { Dispatch } from './dispatch.ts';
import type { ApiAnswer } from './answer-fields.ts';
import { confirmSend, type ConfirmSendInput, type SendConfirmation } from './confirm-send.ts';
import type { Credentials, CredentialsProvider } from './credentials.ts';
import { present, requiredText } from './input.ts';
import { nodeDispatch } from './node-transport.ts';
import { DYSMS, DYSMS_INTERNATIONAL, type Operation } from './operation.ts';
import { dysmsEndpoint, type AliyunRegion } from './region.ts';
import type { Parameters } from './signature.ts';
import type { Transport } from './transport.ts';

export interface SmsClientOptions {
  readonly credentials: Credentials | CredentialsProvider;
  /** Scheme, host and port for every call. Default: by `region`, or each product's own public host. */
  readonly endpoint?: string | undefined;
  /**
   * Selects the host for both versions of Dysmsapi; Dypnsapi has only one. Default: the China site's
   * for 2017-05-25, Singapore's for 2018-05-01.
   */
  readonly region?: AliyunRegion | undefined;
  /** Longest time for one call: connecting, retries and waits included. Milliseconds; default 8000. */
  readonly timeoutMs?: number | undefined;
  /** Longest time for making one connection. Milliseconds; default 2000. Ignored with `transport`. */
  readonly connectTimeoutMs?: number | undefined;
  /** Retries after attempts that certainly sent nothing. Default 2. */
  readonly maxRetries?: number | undefined;
  /**
   * Sends the same bytes once more if a kept-alive connection turns out to be closed. Safe because
   * Aliyun refuses a nonce that it has seen. Default true.
   */
  readonly retryReusedSocket?: boolean | undefined;
  /** Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** A new value for each request. Default `randomUUID`. */
  readonly nonce?: (() => string) | undefined;
  /** Default: `node:http` and `node:https` on shared keep-alive connections. */
  readonly transport?: Transport | undefined;
}

type Method<Of> =
  Of extends Operation<infer Input, infer Output>
    ? (input: Input, options?: CallOptions) => Promise<Output>
    : never;

/**
 * One method per operation, plus `confirmSend` and `call`. All reject with an `AliyunSmsError`, or,
 * before anything is sent, with a `TypeError` or `RangeError` for invalid input.
 */
export interface SmsClient {
  // Dysmsapi 2017-05-25
  readonly sendSms: Method<typeof sendSms>;
  readonly sendBatchSms: Method<typeof sendBatchSms>;
  readonly querySendDetails: Method<typeof querySendDetails>;
  readonly querySendStatistics: Method<typeof querySendStatistics>;
  readonly createSmsSign: Method<typeof createSmsSign>;
  readonly getSmsSign: Method<typeof getSmsSign>;
  readonly querySmsSignList: Method<typeof querySmsSignList>;
  readonly querySmsQualificationRecord: Method<typeof querySmsQualificationRecord>;
  readonly createSmsTemplate: Method<typeof createSmsTemplate>;
  readonly updateSmsTemplate: Method<typeof updateSmsTemplate>;
  readonly getSmsTemplate: Method<typeof getSmsTemplate>;
  readonly querySmsTemplateList: Method<typeof querySmsTemplateList>;
  readonly smsConversionIntl: Method<typeof smsConversionIntl>;
  // Dysmsapi 2018-05-01
  readonly sendMessageToGlobe: Method<typeof sendMessageToGlobe>;
  readonly sendMessageWithTemplate: Method<typeof sendMessageWithTemplate>;
  readonly queryMessage: Method<typeof queryMessage>;
  // Dypnsapi 2017-05-25
  readonly sendSmsVerifyCode: Method<typeof sendSmsVerifyCode>;
  readonly checkSmsVerifyCode: Method<typeof checkSmsVerifyCode>;
  readonly queryVerifyCodeDetails: Method<typeof queryVerifyCodeDetails>;
  /** Looks up a message whose send ended with the outcome `unknown`. */
  readonly confirmSend: (
    input: ConfirmSendInput,
    options?: CallOptions,
  ) => Promise<SendConfirmation>;
  /**
   * Any other operation by its wire names, signed, sent and classified in the same way. Goes to the
   * client's `endpoint`, or to the host that serves this version of Dysmsapi in its `region`.
   */
  readonly call: (
    action: string,
    version: string,
    parameters: Parameters,
    options?: CallOptions,
  ) => Promise<ApiAnswer>;
}

const DEFAULT_TIMEOUT_MS = 8000;
const DEFAULT_MAX_RETRIES = 2;

/**
 * A client for Aliyun's SMS products. It holds nothing but its options: connections and clock
 * corrections belong to the process, so creating a client for each send costs nothing.
 */
export function createSmsClient(options: SmsClientOptions): SmsClient {
  const context = callerContext(options);
  return {
    sendSms: methodOf(sendSms, context),
    sendBatchSms: methodOf(sendBatchSms, context),
    querySendDetails: methodOf(querySendDetails, context),
    querySendStatistics: methodOf(querySendStatistics, context),
    createSmsSign: methodOf(createSmsSign, context),
    getSmsSign: methodOf(getSmsSign, context),
    querySmsSignList: methodOf(querySmsSignList, context),
    querySmsQualificationRecord: methodOf(querySmsQualificationRecord, context),
    createSmsTemplate: methodOf(createSmsTemplate, context),
    updateSmsTemplate: methodOf(updateSmsTemplate, context),
    getSmsTemplate: methodOf(getSmsTemplate, context),
    querySmsTemplateList: methodOf(querySmsTemplateList, context),
    smsConversionIntl: methodOf(smsConversionIntl, context),
    sendMessageToGlobe: methodOf(sendMessageToGlobe, context),
    sendMessageWithTemplate: methodOf(sendMessageWithTemplate, context),
    queryMessage: methodOf(queryMessage, context),
    sendSmsVerifyCode: methodOf(sendSmsVerifyCode, context),
    checkSmsVerifyCode: methodOf(checkSmsVerifyCode, context),
    queryVerifyCodeDetails: methodOf(queryVerifyCodeDetails, context),
    confirmSend: async (input, callOptions) => confirmSend(input, context, callOptions),
    call: async (action, version, parameters, callOptions) =>
      methodOf(freeOperation(action, version), context)(parameters, callOptions),
  };
}

function callerContext(options: SmsClientOptions): CallerContext {
  const { credentials, connectTimeoutMs, endpoint, region, transport } = options;
  return {
    endpoint: endpoint === undefined ? undefined : originOf(endpoint),
    regionEndpoint: region === undefined ? undefined : dysmsEndpoint(region),
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    credentials,
    dispatch: transport === undefined ? nodeDispatch(connectTimeoutMs) : dispatchBy(transport),
    now: options.now ?? Date.now,
    nonce: options.nonce ?? randomUUID,
    maxRetries: options.maxRetries ?? DEFAULT_MAX_RETRIES,
    retryReusedSocket: options.retryReusedSocket ?? true,
  };
}

function dispatchBy(transport: Transport): Dispatch {
  return async (request, deadline) =>
    deadline.within(transport({ ...request, signal: deadline.signal }));
}

function originOf(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const plain = url !== undefined && `${url.protocol}//${url.host}/` === url.href;
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new TypeError('endpoint must be http(s)://host[:port], without user, path or query');
  }
  return url.origin;
}

function freeOperation(action: string, version: string): Operation<Parameters, ApiAnswer> {
  const products = [DYSMS, DYSMS_INTERNATIONAL];
  const product = products.find((known) => known.version === version) ?? DYSMS;
  return {
    product: { ...product, version: requiredText('version', version) },
    action: requiredText('action', action),
    encode: (parameters) => ({ query: present(parameters) }),
    decode: (answer) => answer,
  };
}
