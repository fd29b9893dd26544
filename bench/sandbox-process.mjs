// The sandbox in a process of its own, which reports what it spends.
import { startSandbox } from 'aliyun-sms-sandbox';

const sandbox = await startSandbox({ port: 0 });
process.on('message', () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicros: user + system, memoryBytes: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
process.send({ url: sandbox.url });
