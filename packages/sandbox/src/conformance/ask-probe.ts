import type { HttpRequest, HttpResponse, Transport } from 'aliyun-sms-client';
import type { Sandbox } from '../sandbox.ts';
import { readAnswer, type ProbeAnswer } from './answer.ts';
import { compareAnswers, type AnswerDifference } from './compare.ts';
import type { OwnTemplate } from './stand-in.ts';
import type { Probe, ProbeCall } from './probe.ts';
import { probeRequest, type ProbeSigner } from './probe-request.ts';

/** Returns the time and nonce to sign a request with. */
export type Moment = () => Pick<ProbeSigner, 'now' | 'nonce'>;

interface Signed {
  readonly at: number;
  readonly request: HttpRequest;
}

/** Everything that a probe is signed with, except time and nonce. */
export interface ProbeCaller extends Omit<ProbeSigner, 'now' | 'nonce' | 'own'> {
  readonly own?: OwnTemplate | undefined;
  readonly moment: Moment;
}

/** The result of one probe. */
export interface ProbeOutcome {
  readonly probe: Probe;
  readonly aliyun: ProbeAnswer;
  readonly sandbox: ProbeAnswer;
  readonly differences: readonly AnswerDifference[];
  /** Aliyun's answer is inconclusive: the key lacks the permission, the product is not activated, the
   *  account is in arrears, or there were too many calls. */
  readonly isBeside: boolean;
}

/** API version of each product. */
const VERSIONS: Readonly<Record<Probe['product'], string>> = {
  sms: '2017-05-25',
  mas: '2017-05-25',
  international: '2018-05-01',
};

export const versionOf = ({ product }: Pick<Probe, 'product'>): string => VERSIONS[product];

/** Calls the live service and the sandbox with the same bytes; the sandbox clock is set to the time of
 *  signing. */
export async function askProbe(
  probe: Probe,
  caller: ProbeCaller,
  live: Transport,
  standIn: Sandbox,
): Promise<ProbeOutcome> {
  const signed = signedRequests(probe, caller);
  const own = ownTexts(caller);
  const aliyun = readAnswer(await lastAnswer(signed, ({ request }) => live(request)), own);
  const sandbox = readAnswer(await sandboxAnswer(signed, standIn), own);
  const differences = compareAnswers(aliyun, sandbox);
  const isBeside = aliyun.code !== sandbox.code && INCONCLUSIVE.test(aliyun.code);
  return { probe, aliyun, sandbox, differences, isBeside };
}

/** The sandbox's answer to a call. */
export async function askSandbox(
  call: ProbeCall,
  caller: ProbeCaller,
  standIn: Sandbox,
): Promise<ProbeAnswer> {
  return readAnswer(await sandboxAnswer(signedRequests(call, caller), standIn), ownTexts(caller));
}

const INCONCLUSIVE =
  /^(?:is[vp]\.(?:RAM_PERMISSION_DENY|PRODUCT_UN_?SUBSCRI|OUT_OF_SERVICE|AMOUNT_NOT_ENOUGH|DENY_IP_RANGE|ACCOUNT|SECURITY_FROZEN|SYSTEM_ERROR|GATEWAY_ERROR|DAY_LIMIT|MONTH_LIMIT|BUSINESS_LIMIT)|NoPermission|Forbidden|Throttling|ServiceUnavailable|InternalError|ServiceNotOpened|FUNCTION_NOT_OPENED)/;

/** The caller's private texts, which are removed from every message that is shown or recorded. */
export function ownTexts({ key, own }: Pick<ProbeCaller, 'key' | 'own'>): readonly string[] {
  const { accessKeyId, accessKeySecret, securityToken = '' } = key;
  return [
    accessKeySecret,
    securityToken,
    accessKeyId,
    ...(own === undefined ? [] : [own.number, own.signName, own.templateCode, own.content]),
  ];
}

function signedRequests(call: ProbeCall, { moment, ...caller }: ProbeCaller): readonly Signed[] {
  const sign = (): Signed => {
    const { now, nonce } = moment();
    return { at: now, request: probeRequest(call, { ...caller, now, nonce }) };
  };
  const first = sign();
  const twice = call.wire?.twice;
  if (twice === undefined) return [first];
  return [first, twice === 'same' ? first : sign()];
}

async function sandboxAnswer(signed: readonly Signed[], standIn: Sandbox): Promise<HttpResponse> {
  return lastAnswer(signed, ({ at, request }) => {
    standIn.clock.freeze(at);
    return standIn.handle(request);
  });
}

async function lastAnswer(
  signed: readonly Signed[],
  ask: (one: Signed) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  let answer: HttpResponse | undefined;
  for (const one of signed) {
    // In order: the second answer depends on the first call.
    // oxlint-disable-next-line no-await-in-loop
    answer = await ask(one);
  }
  if (answer === undefined) throw new TypeError('A probe has at least one request.');
  return answer;
}
