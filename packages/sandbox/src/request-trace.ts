import { percentEncode } from 'aliyun-sms-client';
import type { Exchange } from './exchange.ts';
import type { Refusal } from './refusal.ts';
import type { LoggedRequest } from './request-log.ts';

const MASK = '****';

/** How a call ended: refused, accepted (`undefined`), or left without an answer of Aliyun's. */
export interface Ending {
  readonly refusal?: Refusal;
  readonly accepted?: true;
  /** Of the answer; absent when there was none. */
  readonly status?: number;
}

/** The log's entry for a call. No token is in it. */
export function logEntry(exchange: Exchange, ending: Ending): LoggedRequest {
  const { wire, signed, fault } = exchange;
  return {
    id: exchange.requestId,
    at: new Date(exchange.now).toISOString(),
    method: wire.method,
    action: exchange.action || undefined,
    version: exchange.version || undefined,
    accessKeyId: signed?.accessKeyId,
    signatureVersion: signed?.version,
    parameters: shownParameters(wire.parameters),
    status: ending.status,
    fault: fault?.effect.kind,
    ...verdict(exchange, ending),
    ...signedTexts(exchange),
  };
}

function verdict(
  { signed, diagnosis }: Exchange,
  { refusal, accepted }: Ending,
): Partial<LoggedRequest> {
  if (refusal === undefined) {
    return { apiCode: accepted === true ? 'OK' : undefined };
  }
  return {
    apiCode: refusal.apiCode,
    apiMessage: hideToken(refusal.message, signed?.securityToken),
    refusedBy: refusal.check,
    diagnosis,
  };
}

function signedTexts({ signed, texts }: Exchange): Partial<LoggedRequest> {
  if (texts === undefined) {
    return {};
  }
  const hide = (text: string): string => hideToken(text, signed?.securityToken);
  return {
    stringToSign: hide(texts.stringToSign),
    canonicalRequest:
      texts.canonicalRequest === undefined ? undefined : hide(texts.canonicalRequest),
  };
}

function shownParameters(
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (parameters['Signature'] === undefined) {
    return parameters;
  }
  const { Signature: _, ...shown } = parameters;
  return shown['SecurityToken'] === undefined ? shown : { ...shown, SecurityToken: MASK };
}

/** Masks the token as it is written in a header and, encoded twice, in V1's string to sign. */
function hideToken(text: string, token = ''): string {
  return token === ''
    ? text
    : text.replaceAll(token, MASK).replaceAll(percentEncode(percentEncode(token)), MASK);
}
