import { startProcess } from '../process.mjs';
import { freePort, redisMemory, startRedis } from '../redis-server.mjs';

const steps = [1000, 10_000, 50_000];

/** What Redis holds for numbers with one send each, every one from an address of its own. */
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
    title: 'Memory of Redis, by numbers that it holds, with the recommended guard',
    x: { field: 'numbers', label: 'numbers →' },
    panels: [
      { field: 'bytesPerNumber', label: '↑ bytes per number, settings without a feed' },
      { field: 'bytesPerNumberWithFeed', label: '↑ bytes per number, settings with a feed' },
      { field: 'bytesPerWebhook', label: '↑ bytes per webhook or delivery report' },
    ],
    points,
  };
}

/** A server for each figure: what one has grown for, it does not give back. */
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
