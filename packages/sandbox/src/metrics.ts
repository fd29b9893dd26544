import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SandboxState } from './sandbox-state.ts';

/** What `/metrics` says, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** Callers choose actions and codes: beyond so many pairs, new ones are counted as `other`. */
const maxSeries = 200;

type Watched = Pick<SandboxState, 'messages' | 'requests'>;

/** Counts what happens from now on. `liveStreams`: open event streams at this moment. */
export function createMetrics(state: Watched, liveStreams: () => number): Metrics {
  const registry = new Registry();
  countMessages(state, registry);
  countRequests(state, registry);
  const kept = 'Messages in the inbox';
  const streams = 'Open event streams, one for each open inbox page';
  gauge(registry, 'aliyun_sms_sandbox_messages_kept', kept, () => state.messages.size());
  gauge(registry, 'aliyun_sms_sandbox_live_streams', streams, liveStreams);
  return { contentType: registry.contentType, text: () => registry.metrics() };
}

/** A value that is read when somebody asks. */
function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  const registers: Registry[] = [];
  const collect = function (this: Gauge) {
    this.set(value());
  };
  registry.registerMetric(new Gauge({ name, help, registers, collect }));
}

function countMessages({ messages }: Watched, registry: Registry): void {
  const registers = [registry];
  const accepted = new Counter({
    name: 'aliyun_sms_sandbox_messages_accepted_total',
    help: 'Messages accepted, one for each number',
    labelNames: ['product', 'country'],
    registers,
  });
  const reported = new Counter({
    name: 'aliyun_sms_sandbox_messages_reported_total',
    help: 'Delivery reports by their verdict',
    labelNames: ['status'],
    registers,
  });
  const delivery = new Histogram({
    name: 'aliyun_sms_sandbox_delivery_seconds',
    help: 'From acceptance to the delivery report, on the sandbox clock',
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
    registers,
  });
  messages.subscribe((event) => {
    if (event.type === 'cleared') return;
    const { product, country, status, acceptedAt, reportedAt } = event.message;
    if (event.type === 'accepted') accepted.inc({ product, country });
    else {
      reported.inc({ status });
      if (reportedAt !== undefined)
        delivery.observe((Date.parse(reportedAt) - Date.parse(acceptedAt)) / 1000);
    }
  });
}

function countRequests({ requests }: Watched, registry: Registry): void {
  const counter = new Counter({
    name: 'aliyun_sms_sandbox_requests_total',
    help: 'Calls to the Aliyun side by what they were answered',
    labelNames: ['action', 'api_code'],
    registers: [registry],
  });
  const known = new Set<string>();
  requests.subscribe(({ action = 'none', apiCode = 'none' }) => {
    const pair = `${action} ${apiCode}`;
    if (known.size < maxSeries) known.add(pair);
    if (known.has(pair)) counter.inc({ action, api_code: apiCode });
    else counter.inc({ action: 'other', api_code: 'other' });
  });
}
