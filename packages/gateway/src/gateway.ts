import {
  createMemoryStore,
  createSender,
  issueLines,
  readSettings,
  redisAnswers,
  redisUrl,
  type Sender,
  type Settings,
} from 'aliyun-sms-sender';
import { createApp, createMetricsApp } from './app.ts';
import { createFirstTimes } from './first-times.ts';
import { GatewayRefusal } from './gateway-refusal.ts';
import { logAt } from './log.ts';
import { createMetrics } from './metrics.ts';
import { readSecrets } from './secrets.ts';
import { createSettlements } from './settlements.ts';

export interface GatewayOptions {
  /** Same as the connector's, as written by `aliyun-sms init`. */
  readonly settings: unknown;
  /** Holds the secrets, `ALIYUN_SMS_GATEWAY_TOKEN` and others. Default: this process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds since the epoch; default: the machine's clock. */
  readonly now?: () => number;
  /** Default: from {@link createSender}. */
  readonly sender?: Sender;
}

/** The sender behind HTTP, for hosts that cannot load a connector. */
export interface Gateway {
  /** Answers requests on the public port. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Answers `GET /metrics` without a token: for a port that only Prometheus can reach. */
  readonly fetchMetrics: (request: Request) => Response | Promise<Response>;
  readonly settings: () => Settings;
  /** Applies new settings; throws {@link GatewayRefusal} and keeps the old ones if they are invalid. */
  readonly reload: (raw: unknown) => void;
  /** Reports not ready from now on, so that load balancers send requests elsewhere. */
  readonly drain: () => void;
  /** Tries once more to record in Redis what failed before. */
  readonly close: () => Promise<void>;
}

/** Throws {@link GatewayRefusal} if it could not work, or not safely. */
export function createGateway(options: GatewayOptions): Gateway {
  const { environment = process.env, now = () => Date.now() } = options;
  const secrets = readSecrets(environment);
  const state = { settings: validSettings(options.settings), draining: false };
  const settings = () => state.settings;
  const sender = options.sender ?? createSender({ now });
  // Test sends of an operator do not count for users.
  const tester = createSender({ now, store: createMemoryStore() });
  const log = logAt(now);
  const redis = async () => (usesRedis() ? redisAnswers(now()) : undefined);
  const metrics = createMetrics({ waiting: () => settlements.waiting(), redis });
  const settlements = createSettlements({
    settle: (msisdn) => sender.settle(settings(), msisdn),
    now,
    metrics,
    log,
  });
  const { ask } = createFirstTimes(now, usesRedis);
  const ready = async () => !state.draining && (await redis()) !== false;
  const app = createApp({
    secrets,
    sender,
    tester,
    settings,
    settlements,
    ask,
    metrics,
    ready,
    now,
    log,
  });
  const metricsApp = createMetricsApp(metrics);
  return {
    fetch: (request) => app.fetch(request),
    fetchMetrics: (request) => metricsApp.fetch(request),
    settings,
    reload(raw) {
      state.settings = validSettings(raw);
    },
    drain() {
      state.draining = true;
    },
    async close() {
      await settlements.close();
      metrics.close();
    },
  };
}

function usesRedis(): boolean {
  const url = redisUrl();
  return url !== undefined && url !== '';
}

function validSettings(raw: unknown): Settings {
  const read = readSettings(raw);
  if ('issues' in read) {
    const lines = issueLines(read.issues);
    throw new GatewayRefusal({
      en: `The settings are invalid: ${lines.map(({ en }) => en).join('; ')}`,
      zh: `设置无效：${lines.map(({ zh }) => zh).join('；')}`,
    });
  }
  refuseLostRedis(read);
  return read;
}

/** Otherwise each instance would count for itself unnoticed. */
function refuseLostRedis({ guard }: Settings): void {
  if (guard?.store === 'redis' && !usesRedis()) {
    throw new GatewayRefusal({
      en: 'guard.store is redis, but neither ALIYUN_SMS_REDIS_URL nor REDIS_URL is set',
      zh: 'guard.store 为 redis，但未设置 ALIYUN_SMS_REDIS_URL 或 REDIS_URL',
    });
  }
}
