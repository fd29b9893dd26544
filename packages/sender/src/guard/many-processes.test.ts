import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import { settingsFor } from '../testing/sending.ts';
import { startRedis } from './testing/redis-server.ts';
import type { Done, Task } from './testing/send-many.ts';

const program = requireProgram('redis-server');
const PROCESSES = 8;
const SENDS_EACH = 500;

const HOUR = 3600;
const guard = {
  store: 'redis',
  onStoreFailure: 'deny',
  perNumber: [
    { limit: 3, seconds: HOUR },
    { limit: 5, seconds: 24 * HOUR },
  ],
  perIp: [{ limit: 60, seconds: HOUR }],
  perPrefix: [{ limit: 100, seconds: HOUR }],
  perCountry: [{ limit: 400, seconds: HOUR }],
  total: [{ limit: 700, seconds: 24 * HOUR }],
};

const blocks = [
  '8613800138',
  '8613900139',
  '8615000150',
  '8618600186',
  '8618800188',
  '8613500135',
  '85261234',
  '85291234',
  '85265432',
  '85269876',
];
const numbers = blocks.flatMap((block) =>
  Array.from({ length: 40 }, (_, index) => `${block}${String(index).padStart(12 - 9, '0')}`),
);
const ips = Array.from({ length: 20 }, (_, index) => `203.0.113.${index + 1}`);

describe.skipIf(program.absent)('eight processes that share a Redis', () => {
  it('admit not one message too many, and a refusal burns nothing', async () => {
    const redis = await startRedis(program.path);
    const aliyun = await startAliyun();
    const worker = await bundleWorker();
    try {
      const task: Task = {
        config: settingsFor(aliyun.url, { guard }),
        count: SENDS_EACH,
        numbers,
        ips,
      };
      const run = promisify(execFile);
      const env = { ...process.env, ALIYUN_SMS_REDIS_URL: redis.url, ALIYUN_SMS_LOG: 'silent' };
      const outputs = await Promise.all(
        Array.from({ length: PROCESSES }, async () =>
          run(process.execPath, [worker, JSON.stringify(task)], { env, maxBuffer: 1 << 24 }),
        ),
      );
      const done = outputs.map(({ stdout }): Done => JSON.parse(stdout));
      const admitted = done.flatMap((part) => part.admitted);

      // A send for which Redis misses the guard's patience is refused with `guard-store`, and nobody knows
      // whether it was counted. Nearly always there is none, also on a busy machine.
      const unsure = done.reduce((sum, { refused }) => sum + (refused['guard-store'] ?? 0), 0);
      const reasons = new Set(done.flatMap(({ refused }) => Object.keys(refused)));
      expect([...reasons].filter((reason) => reason !== 'guard-store')).toEqual(['guard-limit']);
      expect(unsure).toBeLessThan((PROCESSES * SENDS_EACH) / 20);
      expect(aliyun.calls()).toBe(admitted.length);
      expect(mostOf(admitted, ({ to }) => to)).toBeLessThanOrEqual(3);
      expect(mostOf(admitted, ({ ip }) => ip)).toBeLessThanOrEqual(60);
      expect(mostOf(admitted, ({ to }) => to.slice(0, -4))).toBeLessThanOrEqual(100);
      expect(mostOf(admitted, ({ to }) => to.slice(0, 2))).toBeLessThanOrEqual(400);
      expect(admitted.length).toBeLessThanOrEqual(700);
      // What a refusal by one window had burnt of another would stand in Redis and not be here.
      for (const [dimension, windows] of Object.entries(guard)) {
        for (const { seconds } of Array.isArray(windows) ? windows : []) {
          const keys = await redis.admin.keys(`{aliyun-sms}:${dimension}:*:${seconds}`);
          const counts = await Promise.all(keys.map((key) => redis.admin.get(key)));
          const sum = counts.reduce((total, count) => total + Number(count), 0);
          expect(sum, `${dimension} ${seconds}`).toBeGreaterThanOrEqual(admitted.length);
          expect(sum, `${dimension} ${seconds}`).toBeLessThanOrEqual(admitted.length + unsure);
        }
      }
    } finally {
      rmSync(worker, { force: true });
      await aliyun.close();
      await redis.stop();
    }
  }, 120_000);
});

function mostOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): number {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

/** Says OK to everything, without Aliyun's own limits, and counts. */
async function startAliyun() {
  let count = 0;
  const body = JSON.stringify({ Code: 'OK', Message: 'OK', BizId: '1^0', RequestId: ID });
  const server = createServer((_, response) => {
    count += 1;
    response.setHeader('content-type', 'application/json').end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => count,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const ID = '312BDEBE-4E0C-5995-804E-BAAFF8395F62';

/** Node 20 runs no TypeScript. The file lies where the Redis client is found. */
async function bundleWorker(): Promise<string> {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  const outfile = join(folder, 'node_modules', '.cache', `send-many-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL('testing/send-many.ts', import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['aliyun-sms-source'],
    external: ['@redis/client'],
    logLevel: 'error',
  });
  return outfile;
}
