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
  /** As the connector takes them, and as `aliyun-sms init` writes them. */
  readonly settings: unknown;
  /** Where the secrets are: `ALIYUN_SMS_GATEWAY_TOKEN` and its like; default this process's. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds since the epoch; default the machine's clock. */
  readonly now?: () => number;
  /** Default {@link createSender}'s. */
  readonly sender?: Sender;
}

/** The sender behind HTTP, for hosts that take no connector of their own. */
export interface Gateway {
  /** Answers whatever comes from outside. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Answers `GET /metrics` to anybody: for a port that only Prometheus reaches. */
  readonly fetchMetrics: (request: Request) => Response | Promise<Response>;
  readonly settings: () => Settings;
  /** Takes new settings. Throws {@link GatewayRefusal} where they are invalid, and keeps the old ones. */
  readonly reload: (raw: unknown) => void;
  /** From now on not ready: whoever balances loads is to send requests elsewhere. */
  readonly drain: () => void;
  /** Tells Redis what it could not be told before, once more. */
  readonly close: () => Promise<void>;
}

/** Throws {@link GatewayRefusal} where it could not work, or not safely. */
export function createGateway(options: GatewayOptions): Gateway {
  const { environment = process.env, now = () => Date.now() } = options;
  const secrets = readSecrets(environment);
  const state = { settings: validSettings(options.settings), draining: false };
  const settings = () => state.settings;
  const sender = options.sender ?? createSender({ now });
  // An operator who tries settings out counts for nobody.
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

/** Each instance would count for itself, and nobody would notice. */
function refuseLostRedis({ guard }: Settings): void {
  if (guard?.store === 'redis' && !usesRedis()) {
    throw new GatewayRefusal({
      en: 'guard.store is redis, and neither ALIYUN_SMS_REDIS_URL nor REDIS_URL is set',
      zh: 'guard.store 为 redis，但未设置 ALIYUN_SMS_REDIS_URL 或 REDIS_URL',
    });
  }
}
