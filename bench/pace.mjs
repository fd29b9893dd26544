import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Makes `count` calls, either with a constant number of concurrent calls, or at a constant rate whether
 * or not earlier calls have ended. Resolves with the duration of each, in milliseconds.
 *
 * @param {() => Promise<unknown>} call
 * @param {{ count: number, concurrency?: number, rate?: number }} pace `rate`: calls per second
 */
export async function atPace(call, { count, concurrency, rate }) {
  const latencies = [];
  const timed = async () => {
    const start = performance.now();
    await call();
    latencies.push(performance.now() - start);
  };
  if (rate !== undefined) {
    const start = performance.now();
    const open = [];
    for (let index = 0; index < count; index += 1) {
      const wait = start + (index * 1000) / rate - performance.now();
      if (wait > 0) await sleep(wait);
      open.push(timed());
    }
    await Promise.all(open);
    return latencies;
  }
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await timed();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return latencies;
}
