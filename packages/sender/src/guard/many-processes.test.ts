import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import type { RawGuard } from '../settings/schema.ts';
import { NAMESPACE } from './testing/counting.ts';
import { startRedis } from './testing/redis-server.ts';
import type { Done, Task } from './testing/decide-many.ts';

const program = requireProgram('redis-server');
const PROCESSES = 8;
const DECISIONS_EACH = 500;

const HOUR = 3600;
const rules: RawGuard = {
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
  it('admit not one message too many, and a refusal uses no places', async () => {
    const redis = await startRedis(program.path);
    const worker = await bundleWorker();
    try {
      const task: Task = { rules, count: DECISIONS_EACH, numbers, ips };
      const run = promisify(execFile);
      const env = { ...process.env, ALIYUN_SMS_REDIS_URL: redis.url };
      const outputs = await Promise.all(
        Array.from({ length: PROCESSES }, async () =>
          run(process.execPath, [worker, JSON.stringify(task)], { env, maxBuffer: 1 << 24 }),
        ),
      );
      const done = outputs.map(({ stdout }): Done => JSON.parse(stdout));
      const admitted = done.flatMap((part) => part.admitted);

      // A decision that Redis answers too late is refused, and may or may not have been counted.
      // How many there are depends on the machine's load: they may fill windows, but exceed none.
      const unsure = done.reduce((sum, { refused }) => sum + (refused['store'] ?? 0), 0);
      expect(mostOf(admitted, ({ to }) => to)).toBeLessThanOrEqual(3);
      expect(mostOf(admitted, ({ ip }) => ip)).toBeLessThanOrEqual(60);
      expect(mostOf(admitted, ({ to }) => to.slice(0, -4))).toBeLessThanOrEqual(100);
      expect(mostOf(admitted, ({ to }) => to.slice(0, 2))).toBeLessThanOrEqual(400);
      expect(admitted.length).toBeLessThanOrEqual(700);
      expect(admitted.length + unsure).toBeGreaterThanOrEqual(600);
      // If a refusal by one window used places of another, Redis would have counted more than this.
      const { id } = NAMESPACE;
      for (const name of ['perNumber', 'perIp', 'perPrefix', 'perCountry3600', 'total86400']) {
        const keys = await redis.admin.keys(`{aliyun-sms}:${id}:${name}:*`);
        const sum = Number(await redis.admin.eval(SUM, { keys }));
        expect(sum).toBeGreaterThanOrEqual(admitted.length);
        expect(sum).toBeLessThanOrEqual(admitted.length + unsure);
      }
    } finally {
      rmSync(worker, { force: true });
      await redis.stop();
    }
  }, 600_000);
});

/** The sum of all admissions in the logs. */
const SUM = `
local sum = 0
for _, key in ipairs(KEYS) do
  local log = cmsgpack.unpack(redis.call('GET', key))
  for count = 2, #log, 2 do sum = sum + log[count] end
end
return sum`;

function mostOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): number {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

/** Node 20 cannot run TypeScript. The file is put where the Redis client can be resolved. */
async function bundleWorker(): Promise<string> {
  const folder = fileURLToPath(new URL('../..', import.meta.url));
  const outfile = join(folder, 'node_modules', '.cache', `decide-many-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL('testing/decide-many.ts', import.meta.url))],
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
