import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { explainApiCode, parsePhoneNumber } from 'aliyun-sms-client';
import type { Failure, SendResult, SendTrace } from 'aliyun-sms-sender';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryReport } from './delivery-reports.ts';

/** The result of a webhook, and of a settlement. */
export type WebhookResult = 'taken' | 'ignored' | 'old' | 'repeated' | 'forged';
export type SettlementResult = 'settled' | 'nothing' | 'retried' | 'lost';

/** The metrics, in Prometheus's text format. No number and no code in any label. */
export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
  readonly sent: (result: SendResult) => void;
  readonly failed: (failure: Failure, trace: SendTrace | undefined) => void;
  readonly reported: (report: DeliveryReport) => void;
  readonly repeated: () => void;
  readonly webhook: (result: WebhookResult) => void;
  readonly settlement: (result: SettlementResult) => void;
  readonly answered: (path: string, status: number) => void;
  /** Unsubscribes from diagnostics channels. */
  readonly close: () => void;
}

interface Watched {
  /** Settlements waiting for Redis. */
  readonly waiting: () => number;
  /** Whether Redis answers; `undefined` if none is configured. */
  readonly redis: () => Promise<boolean | undefined>;
}

/** Anyone who can push reports could invent codes without limit. */
const MAX_CARRIER_CODES = 100;

export function createMetrics(watched: Watched): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const sends = countSends(registry);
  const reports = countReports(registry);
  const webhooks = new Counter({
    name: 'aliyun_sms_webhooks_total',
    help: 'Logto webhooks by result',
    labelNames: ['result'],
    registers,
  });
  const settlements = new Counter({
    name: 'aliyun_sms_settlements_total',
    help: 'Entered codes, by whether the guard gave a place back',
    labelNames: ['result'],
    registers,
  });
  const requests = new Counter({
    name: 'aliyun_sms_gateway_requests_total',
    help: 'Requests by route and status',
    labelNames: ['path', 'status'],
    registers,
  });
  watch(registry, watched);
  const subscriptions = [watchCircuits(registry), countKeyFailures(registry)];
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    ...sends,
    ...reports,
    webhook: (result) => webhooks.inc({ result }),
    settlement: (result) => settlements.inc({ result }),
    answered: (path, status) => requests.inc({ path, status }),
    close: () => subscriptions.forEach((unsubscribeFrom) => unsubscribeFrom()),
  };
}

function countSends(registry: Registry): Pick<Metrics, 'sent' | 'failed'> {
  const countEnd = countEnds(registry);
  const countDecision = countDecisions(registry);
  return {
    sent: (result) => {
      countEnd(result.outcome, result.trace, 'failure' in result ? result.failure : undefined);
      countDecision(result.trace.guard);
    },
    failed: (failure, trace) => {
      countEnd(failure.outcome, trace, failure);
      countDecision(trace?.guard);
    },
  };
}

function countEnds(registry: Registry) {
  const registers = [registry];
  const sends = new Counter({
    name: 'aliyun_sms_sends_total',
    help: 'Sends by outcome',
    labelNames: ['outcome', 'channel', 'country', 'category', 'api_code'],
    registers,
  });
  const accept = new Histogram({
    name: 'aliyun_sms_accept_seconds',
    help: 'Time from the request to Aliyun’s answer',
    labelNames: ['channel', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8],
    registers,
  });
  const fallbacks = new Counter({
    name: 'aliyun_sms_channels_left_total',
    help: 'Channels that failed so that the next one was tried, by reason',
    labelNames: ['channel', 'reason'],
    registers,
  });
  return (outcome: string, trace?: SendTrace, failure?: Failure) => {
    const course = trace?.course;
    const channel = course?.step.channel.channel ?? 'none';
    const country = trace?.number?.country ?? 'none';
    sends.inc({ outcome, channel, country, ...causeOf(failure) });
    if (trace !== undefined && course !== undefined) {
      accept.observe({ channel, outcome }, (trace.endedAt - trace.startedAt) / 1000);
      for (const failed of course.fallbackFrom) fallbacks.inc(labelsOf(failed));
    }
  };
}

function countDecisions(registry: Registry) {
  const registers = [registry];
  const decisions = new Counter({
    name: 'aliyun_sms_guard_decisions_total',
    help: 'Guard decisions: admit, or the limit that refused or would have refused',
    labelNames: ['decision', 'mode'],
    registers,
  });
  const storeFailures = new Counter({
    name: 'aliyun_sms_guard_store_failures_total',
    help: 'Guard decisions made without Redis although it is configured',
    registers,
  });
  return (guard: SendTrace['guard']) => {
    if (guard === undefined) return;
    const mode = guard.recordOnly ? 'record' : 'enforce';
    decisions.inc({ decision: guard.refusedBy ?? 'admit', mode });
    if (guard.storeFailed) storeFailures.inc();
  };
}

function causeOf(failure: Failure | undefined) {
  const { category = 'none', apiCode } = failure ?? {};
  return { category, api_code: apiCode === undefined ? 'none' : known(apiCode) };
}

/** Only codes from the error book: others may be new, or anything that something else answered. */
const known = (code: string): string => (explainApiCode(code).known ? code : 'other');

/** `fallbacks[0]: isv.AMOUNT_NOT_ENOUGH` */
function labelsOf(failed: string) {
  const [channel = '', reason = ''] = failed.split(': ');
  return { channel, reason: reason.startsWith('AliyunSms') ? 'unreachable' : known(reason) };
}

function countReports(registry: Registry): Pick<Metrics, 'reported' | 'repeated'> {
  const registers = [registry];
  const reports = new Counter({
    name: 'aliyun_sms_reports_total',
    help: 'Delivery reports by the carrier’s verdict, each counted once',
    labelNames: ['status', 'channel', 'country', 'carrier_code'],
    registers,
  });
  const delivery = new Histogram({
    name: 'aliyun_sms_delivery_seconds',
    help: 'Time from acceptance by Aliyun to delivery as reported by the carrier',
    labelNames: ['channel', 'country'],
    buckets: [1, 2, 5, 10, 20, 30, 60, 120, 300, 900],
    registers,
  });
  const repeats = new Counter({
    name: 'aliyun_sms_reports_repeated_total',
    help: 'Repeated delivery reports',
    registers,
  });
  const codes = new Set<string>();
  const carrierCode = (code: string): string => {
    if (!codes.has(code) && codes.size >= MAX_CARRIER_CODES) return 'other';
    codes.add(code);
    return code;
  };
  return {
    reported: ({ status, channel, phoneNumber, carrierCode: code, seconds }) => {
      const country = countryOf(phoneNumber);
      reports.inc({ status, channel, country, carrier_code: carrierCode(code) });
      if (status === 'delivered' && seconds !== undefined) {
        delivery.observe({ channel, country }, seconds);
      }
    },
    repeated: () => repeats.inc(),
  };
}

/** Reports have mainland numbers without `86`. */
const countryOf = (number: string): string =>
  parsePhoneNumber(number, { bareNumbers: 'mainland' })?.country ?? 'none';

/** Values that are read on each scrape. */
function watch(registry: Registry, { waiting, redis }: Watched): void {
  const registers = [registry];
  const queue = new Gauge({
    name: 'aliyun_sms_settlements_waiting',
    help: 'Entered codes waiting to be recorded in Redis',
    registers,
    collect() {
      queue.set(waiting());
    },
  });
  const up = new Gauge({
    name: 'aliyun_sms_redis_up',
    help: 'Whether Redis answers, if one is configured',
    labelNames: [],
    registers,
    async collect() {
      const answers = await redis();
      if (answers === undefined) up.remove();
      else up.set(answers ? 1 : 0);
    },
  });
}

/** Includes background renewals, which fail while the old key is valid and no send fails. */
function countKeyFailures(registry: Registry): () => void {
  const failures = new Counter({
    name: 'aliyun_sms_credentials_failures_total',
    help: 'Failures to fetch or renew the key of credentials "environment"',
    registers: [registry],
  });
  return listenTo('aliyun-sms:credentials', () => failures.inc());
}

/** The client publishes each change of a circuit; before the first there is no value. */
function watchCircuits(registry: Registry): () => void {
  const open = new Gauge({
    name: 'aliyun_sms_circuit_open',
    help: 'Whether calls to an Aliyun endpoint are paused because it did not answer',
    labelNames: ['endpoint'],
    registers: [registry],
  });
  return listenTo('aliyun-sms:circuit', (message) => {
    const { endpoint, circuit }: { endpoint?: unknown; circuit?: unknown } = Object(message);
    open.set({ endpoint: String(endpoint) }, circuit === 'closed' ? 0 : 1);
  });
}

function listenTo(channel: string, listener: (message: unknown) => void): () => void {
  subscribe(channel, listener);
  return () => {
    unsubscribe(channel, listener);
  };
}
