import type { HttpResponse } from 'aliyun-sms-client';
import { operationsOf } from './actions/index.ts';
import type { Call, Operation } from './actions/operation.ts';
import { writePreflight, writeRefusal, writeSuccess } from './wire/answers.ts';
import { authenticate, readSignedCall, windowMs } from './authentication/authenticate.ts';
import { diagnoseSignature } from './authentication/diagnose-signature.ts';
import { diagnoseTimestamp } from './authentication/diagnose-timestamp.ts';
import type { Exchange } from './wire/exchange.ts';
import { answerInstead, connectionReset, cutsBefore, holdAnswer } from './faults/fault-effects.ts';
import type { Fault } from './faults/faults.ts';
import { missing, Refusal } from './wire/refusal.ts';
import type { SignatureDiagnosis } from './requests/request-log.ts';
import { CallTrace } from './requests/request-trace.ts';
import type { AliyunState } from './sandbox-state.ts';
import type { Fields } from './wire/wire-answer.ts';
import { readWireRequest, type SandboxRequest } from './wire/wire-request.ts';

/** Calls per second, account and operation, if Aliyun's page names no other limit. */
const DEFAULT_QPS = 5000;

/** Longer requests, in characters, are not searched for the mistake in their signature. */
const MAX_DIAGNOSED = 65_536;

export type Handle = (request: SandboxRequest) => Promise<HttpResponse>;

/** Synchronous, unless an active fault delays the answer. */
export type Answer = (request: SandboxRequest) => HttpResponse | Promise<HttpResponse>;

/**
 * The Aliyun side: one plain request in, one plain answer out. Throws or rejects only if an active
 * fault cuts the connection, with the client's `TransportError`.
 */
export function createAnswer(state: AliyunState): Answer {
  return (request) => {
    const exchange = begin(state, request);
    return exchange.fault === undefined
      ? answerCall(state, exchange)
      : answerFaulty(state, exchange, exchange.fault, request.signal);
  };
}

async function answerFaulty(
  state: AliyunState,
  exchange: Exchange,
  { effect }: Fault,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  if (cutsBefore(effect)) {
    state.requests.add(new CallTrace(exchange, {}));
    throw connectionReset();
  }
  const instead = answerInstead(effect);
  if (instead !== undefined) {
    state.requests.add(new CallTrace(exchange, { status: instead.status }));
    return instead;
  }
  const answer = answerCall(state, exchange);
  await holdAnswer(effect, signal);
  return answer;
}

function begin(state: AliyunState, request: SandboxRequest): Exchange {
  const wire = readWireRequest(request);
  const { headers, parameters } = wire;
  const action = parameters['Action'] ?? headers['x-acs-action'] ?? '';
  const isV3 = headers['authorization']?.startsWith('ACS3-') === true;
  const wantsJson = isV3 || parameters['Format']?.toUpperCase() === 'JSON';
  return {
    requestId: state.ids.requestId(),
    now: state.clock.now(),
    startedAt: performance.now(),
    wire,
    action,
    version: parameters['Version'] ?? headers['x-acs-version'] ?? '',
    format: wantsJson ? 'JSON' : 'XML',
    fault: state.faults.meet({ action, parameters }),
    internationalCodes: state.settings.internationalCodes,
    operation: undefined,
    signed: undefined,
    diagnosis: undefined,
  };
}

function answerCall(state: AliyunState, exchange: Exchange): HttpResponse {
  if (exchange.wire.method === 'OPTIONS') {
    return writePreflight(exchange);
  }
  try {
    const answer = writeSuccess(exchange, runCall(state, exchange));
    state.requests.add(new CallTrace(exchange, { apiCode: 'OK', status: answer.status }));
    return answer;
  } catch (error) {
    const refusal = error instanceof Refusal ? error : internalError(error);
    exchange.diagnosis = diagnose(state, exchange, refusal);
    const answer = writeRefusal(exchange, refusal);
    state.requests.add(
      new CallTrace(exchange, { apiCode: refusal.apiCode, refusal, status: answer.status }),
    );
    return answer;
  }
}

/** Runs every check in Aliyun's order, then the operation. Throws the refusal. */
function runCall(state: AliyunState, exchange: Exchange): Fields {
  const { wire, action, now, requestId } = exchange;
  checkMethod(wire.method);
  const operation = findOperation(exchange);
  exchange.operation = operation;
  const signed = readSignedCall(wire);
  exchange.signed = signed;
  const { account, key } = authenticate(signed, state, now);
  const { parameters } = wire;
  const { accessKeyId } = key;
  const call: Call = { action, parameters, account, accessKeyId, requestId, now, state };
  checkQps(call, operation);
  checkRequired(call, operation);
  checkPermission(key.deniedActions, operation);
  checkFault(exchange);
  return operation.run(call);
}

/** The known mistake that explains the refusal; `undefined` if the refusal needs no explanation. */
function diagnose(
  state: AliyunState,
  exchange: Exchange,
  { check, apiCode }: Refusal,
): readonly SignatureDiagnosis[] | undefined {
  const { signed, now } = exchange;
  if (check === 'timestamp' && signed !== undefined) {
    const { clock, settings } = state;
    const machineNow = now - clock.offset();
    return diagnoseTimestamp(signed.timestamp, now, machineNow, windowMs(settings));
  }
  if (check !== 'signature') {
    return undefined;
  }
  const found = searchMistake(state, exchange);
  return found.length === 0 && apiCode !== 'SignatureDoesNotMatch' ? undefined : found;
}

/** Very large requests are not searched. */
function searchMistake(
  { accounts }: AliyunState,
  { wire, signed }: Exchange,
): readonly SignatureDiagnosis[] {
  const own = accounts.find(signed?.accessKeyId ?? '')?.key;
  if (own === undefined || signed === undefined || JSON.stringify(wire).length > MAX_DIAGNOSED) {
    return [];
  }
  const secrets = new Set(accounts.keys().map(({ accessKeySecret }) => accessKeySecret));
  secrets.delete(own.accessKeySecret);
  return diagnoseSignature(wire, signed, own.accessKeySecret, [...secrets]);
}

function checkMethod(method: string): void {
  if (method !== 'GET' && method !== 'POST') {
    throw new Refusal('method', 'UnsupportedHTTPMethod');
  }
}

/** Unverified: a request without action or version is only known to get "api is not found". */
function findOperation({ wire, action, version }: Exchange): Operation {
  if (action === '' || wire.path !== '/') {
    throw new Refusal('action', 'InvalidAction.NotFound');
  }
  if (version === '') {
    throw missing('Version');
  }
  const operations = operationsOf(version);
  if (operations === undefined) {
    throw new Refusal('action', 'InvalidVersion');
  }
  const operation = operations.get(action);
  if (operation === undefined) {
    throw new Refusal('action', 'InvalidAction.NotFound');
  }
  if (operation.postOnly === true && wire.method !== 'POST') {
    throw new Refusal('method', 'UnsupportedHTTPMethod');
  }
  return operation;
}

function checkQps({ account, action, now, state }: Call, { qps = DEFAULT_QPS }: Operation): void {
  if (!state.qps.admit(account, action, account.start.qps ?? qps, now)) {
    throw new Refusal('throttling', 'Throttling.User', {
      status: state.settings.throttlingStatus,
      retryAfterMs: 1000 - (now % 1000),
    });
  }
}

function checkRequired({ parameters }: Call, { required = [] }: Operation): void {
  const absent = required.find((name) => (parameters[name] ?? '') === '');
  if (absent !== undefined) {
    throw missing(absent);
  }
}

/** RAM’s name for each product, and its refusal: `isp.…` for SMS, `isv.…` for SMS authentication. */
const PERMISSIONS: Readonly<
  Record<Operation['product'], readonly [service: string, refusal: string]>
> = {
  sms: ['dysms', 'isp.RAM_PERMISSION_DENY'],
  international: ['dysms', 'isp.RAM_PERMISSION_DENY'],
  mas: ['dypns', 'isv.RAM_PERMISSION_DENY'],
};

function checkPermission(denied: readonly string[], { action, product }: Operation): void {
  const [service, refusal] = PERMISSIONS[product];
  if (denied.includes(`${service}:${action}`) || denied.includes(`${service}:*`)) {
    throw new Refusal('permission', refusal);
  }
}

function checkFault({ fault }: Exchange): void {
  if (fault?.effect.kind === 'apiCode') {
    const { apiCode, ...details } = fault.effect;
    throw new Refusal('fault', apiCode, details);
  }
}

/** A bug of the sandbox itself: the caller gets Aliyun's 500, the developer a warning. */
function internalError(error: unknown): Refusal {
  process.emitWarning(error instanceof Error ? error : String(error));
  return new Refusal('sandbox', 'InternalError');
}
