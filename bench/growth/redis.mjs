import { startProcess } from '../process.mjs';
import { freePort, redisMemory, startRedis } from '../redis-server.mjs';

const steps = [1000, 10_000, 50_000];

/** Redis memory for numbers with one send each, from different IP addresses. */
export async function redisCurve() {
  const points = [];
  for (const numbers of steps) {
    points.push({
      numbers,
      bytesPerNumber: await bytesEach(numbers, { order: 'keep', numbers, feed: false }),
      bytesPerNumberWithFeed: await bytesEach(numbers, { order: 'keep', numbers, feed: true }),
      bytesPerWebhook: await bytesEach(numbers, { order: 'webhooks', times: numbers }),
    });
  }
  return {
    title: 'Redis memory with the recommended guard, by stored numbers',
    x: { field: 'numbers', label: 'numbers →' },
    panels: [
      { field: 'bytesPerNumber', label: '↑ bytes per number, settings without a feed' },
      { field: 'bytesPerNumberWithFeed', label: '↑ bytes per number, settings with a feed' },
      { field: 'bytesPerWebhook', label: '↑ bytes per webhook or delivery report' },
    ],
    points,
  };
}

/** Uses a new server per figure, because Redis does not give memory back. */
async function bytesEach(count, order) {
  const port = await freePort();
  const redis = await startRedis(port);
  const env = { ALIYUN_SMS_REDIS_URL: `redis://127.0.0.1:${port}` };
  const guard = await startProcess('guard-process.mjs', { env });
  const before = await redisMemory(port);
  await guard.ask(order);
  const after = await redisMemory(port);
  await guard.stop();
  redis.kill();
  return Math.round((after - before) / count);
}
