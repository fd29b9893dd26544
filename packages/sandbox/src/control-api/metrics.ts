import { Counter, Gauge, Histogram, Registry, type CounterConfiguration } from 'prom-client';
import type { SandboxState } from '../sandbox-state.ts';

/** The content of `/metrics`, in Prometheus text format. */
export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** Callers can invent actions without limit. */
const maxSeries = 200;

type Watched = Pick<SandboxState, 'messages' | 'requests'>;

/** Counts what happens from now on. `liveStreams`: the current number of open event streams. */
export function createMetrics(state: Watched, liveStreams: () => number): Metrics {
  const registry = new Registry();
  countMessages(state, registry);
  countRequests(state, registry);
  const messagesHelp = 'Messages in the inbox';
  const streamsHelp = 'Open event streams, one per open inbox page';
  gauge(registry, 'aliyun_sms_sandbox_messages_kept', messagesHelp, () => state.messages.size());
  gauge(registry, 'aliyun_sms_sandbox_live_streams', streamsHelp, liveStreams);
  return { contentType: registry.contentType, text: () => registry.metrics() };
}

/** A gauge that reads its value on each scrape. */
function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  const registers: Registry[] = [];
  const collect = function (this: Gauge) {
    this.set(value());
  };
  registry.registerMetric(new Gauge({ name, help, registers, collect }));
}

function countMessages({ messages }: Watched, registry: Registry): void {
  const accepted = new Tally();
  const reported = new Tally();
  counter(registry, {
    name: 'aliyun_sms_sandbox_messages_accepted_total',
    help: 'Accepted messages, one per number',
    labelNames: ['product', 'country'],
    tally: accepted,
  });
  counter(registry, {
    name: 'aliyun_sms_sandbox_messages_reported_total',
    help: 'Delivery reports by status',
    labelNames: ['status'],
    tally: reported,
  });
  const delivery = new Histogram({
    name: 'aliyun_sms_sandbox_delivery_seconds',
    help: 'From acceptance to the delivery report, on the sandbox clock',
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: [registry],
  });
  messages.subscribe((event) => {
    if (event.type === 'cleared') return;
    const { product, country, status, acceptedAt, reportedAt } = event.message;
    if (event.type === 'accepted') accepted.add(product, country);
    else {
      reported.add(status);
      if (reportedAt !== undefined) delivery.observe((reportedAt - acceptedAt) / 1000);
    }
  });
}

function countRequests({ requests }: Watched, registry: Registry): void {
  const calls = new Tally(maxSeries);
  counter(registry, {
    name: 'aliyun_sms_sandbox_requests_total',
    help: 'Calls to the Aliyun side by answer',
    labelNames: ['action', 'api_code'],
    tally: calls,
  });
  requests.subscribe(({ action = 'none', apiCode = 'none' }) => calls.add(action, apiCode));
}

interface Tallied extends Pick<CounterConfiguration<string>, 'name' | 'help'> {
  /** One or two. */
  readonly labelNames: string[];
  readonly tally: Tally;
}

/** A counter that is filled on each scrape, so that counting itself costs almost nothing. */
function counter(registry: Registry, { tally, ...configuration }: Tallied): void {
  const collect = function (this: Counter) {
    this.reset();
    tally.forEach((count, ...labels) =>
      this.labels(...labels.slice(0, configuration.labelNames.length)).inc(count),
    );
  };
  registry.registerMetric(new Counter({ ...configuration, registers: [], collect }));
}

/** Counts by one or two labels. Beyond `maxPairs` combinations, new ones are counted as `other`. */
class Tally {
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #maxPairs: number;
  #pairs = 0;

  constructor(maxPairs = Infinity) {
    this.#maxPairs = maxPairs;
  }

  add(label: string, second = ''): void {
    const count = this.#counts.get(label)?.get(second);
    if (count !== undefined) this.#set(label, second, count + 1);
    else if (this.#pairs < this.#maxPairs) {
      this.#pairs += 1;
      this.#set(label, second, 1);
    } else this.#set('other', 'other', (this.#counts.get('other')?.get('other') ?? 0) + 1);
  }

  forEach(visit: (count: number, ...labels: string[]) => void): void {
    for (const [label, seconds] of this.#counts)
      for (const [second, count] of seconds) visit(count, label, second);
  }

  #set(label: string, second: string, count: number): void {
    const seconds = this.#counts.get(label) ?? new Map<string, number>();
    this.#counts.set(label, seconds.set(second, count));
  }
}
