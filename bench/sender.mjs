// One contender in its own process: sends on request of the parent and reports its CPU time.
import { performance } from 'node:perf_hooks';
import { answerParent } from './answer-parent.mjs';

const [contender, endpoint] = process.argv.slice(2);
const { prepare } = await import(`./contenders/${contender}.mjs`);
const send = await prepare(endpoint);

async function run({ sends, concurrency, everyMs = 0 }) {
  const latencies = [];
  let left = sends;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const start = performance.now();
      await send();
      latencies.push(performance.now() - start);
      if (everyMs > 0 && left > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  };
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, lane));
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuMicrosPerSend: (user + system) / sends,
    sendsPerSecond: (sends * 1000) / (performance.now() - start),
    latencies: everyMs > 0 ? latencies : [],
    heapBytes: heap(),
  };
}

/** 0 unless the parent started this process with `--expose-gc`. */
function heap() {
  globalThis.gc?.();
  return globalThis.gc === undefined ? 0 : process.memoryUsage().heapUsed;
}

answerParent(run, { ready: true });
