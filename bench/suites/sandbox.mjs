import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSmsClient } from 'aliyun-sms-client';
import { spread } from '../contest.mjs';
import { account, message } from '../message.mjs';
import { showingTimes } from '../open-page.mjs';
import { startProcess } from '../process.mjs';
import { atLeast, atMost } from '../targets.mjs';

const connections = 64;

export async function measureSandbox({ scale }) {
  const sandbox = await startProcess('sandbox-process.mjs');
  const constant = await startProcess('constant-server.mjs');
  const load = await startProcess('load.mjs');
  const hosts = {
    sandbox: [new URL(sandbox.ready.url).host, sandbox],
    constant: [`127.0.0.1:${constant.ready.port}`, constant],
  };
  const fastest = await inTurns(load, hosts, 20_000 * scale);
  const paced = await inTurns(load, hosts, 3000 * scale, 1000);
  await Promise.all([load, sandbox, constant].map((process) => process.stop()));

  const waiting = await waitLatency();
  const openPage = await pageLatency();
  const stored = await manyMessages(100_000 * scale);
  return {
    figures: { ...fastest, paced, waiting, openPage, stored },
    targets: [
      atLeast('signed SendSms per second', fastest.sandbox.perSecond.median, 5000),
      atMost(
        'CPU per request, against a server with a constant answer, at full speed',
        cpuRatio(fastest),
        2.5,
      ),
      atMost(
        'CPU per request, against a server with a constant answer, 1000 per second',
        cpuRatio(paced),
        2.5,
      ),
      atMost('a wait is answered after acceptance, median of 100, ms', waiting.median, 5),
      ...(openPage === undefined
        ? []
        : [atMost('an open page shows a message after acceptance, ms', openPage.median, 100)]),
      atMost(`list of ${100_000 * scale} stored messages, ms`, stored.listMs.median, 20),
      atMost(`search in ${100_000 * scale} stored messages, ms`, stored.searchMs.median, 20),
      atMost(`memory with ${100_000 * scale} stored messages, MB`, stored.memoryMb, 250),
    ],
  };
}

function cpuRatio({ sandbox, constant }) {
  return sandbox.cpuMicrosPerRequest.median / constant.cpuMicrosPerRequest.median;
}

/** Five rounds per server in turn, after one for warm-up. */
async function inTurns(load, hosts, count, rate) {
  const rounds = Object.fromEntries(Object.keys(hosts).map((name) => [name, []]));
  for (let round = -1; round < 5; round += 1) {
    for (const [name, [host, server]] of Object.entries(hosts)) {
      const result = await fire(load, server, host, count, rate);
      if (round >= 0) rounds[name].push(result);
    }
  }
  return Object.fromEntries(
    Object.entries(rounds).map(([name, results]) => [
      name,
      {
        perSecond: spread(results.map(({ perSecond }) => perSecond)),
        cpuMicrosPerRequest: spread(results.map(({ cpuMicros }) => cpuMicros)),
      },
    ]),
  );
}

async function fire(load, server, host, count, rate) {
  await load.ask({ order: 'prepare', host, count });
  const before = await server.ask({});
  const { perSecond } = await load.ask({ order: 'fire', host, connections, rate });
  const after = await server.ask({});
  return { perSecond, cpuMicros: (after.cpuMicros - before.cpuMicros) / count };
}

/** The time from the answer to a send until the wait for its message is answered. */
async function waitLatency() {
  const sandbox = await startProcess('sandbox-process.mjs');
  const { url } = sandbox.ready;
  const numbers = Array.from({ length: 100 }, (_, index) => `139${String(index).padStart(8, '0')}`);
  const waits = numbers.map(async (number) => {
    await get(`${url}/sandbox/v1/messages/wait?to=${number}&timeout=60000`);
    return performance.now();
  });
  // Until all of them are waiting.
  await sleep(1000);
  const client = createSmsClient({ credentials: account, endpoint: url });
  const accepted = [];
  for (const phoneNumber of numbers) {
    await client.sendSms({ ...message, phoneNumber });
    accepted.push(performance.now());
  }
  const answered = await Promise.all(waits);
  await sandbox.stop();
  return spread(answered.map((at, index) => Math.max(0, at - accepted[index])));
}

async function pageLatency() {
  const sandbox = await startProcess('sandbox-process.mjs');
  const times = await showingTimes(sandbox.ready.url);
  await sandbox.stop();
  return times;
}

async function manyMessages(count) {
  const sandbox = await startProcess('sandbox-process.mjs', {
    args: [String(count)],
    execArgv: ['--expose-gc'],
  });
  const { url } = sandbox.ready;
  const load = await startProcess('load.mjs');
  await fire(load, sandbox, new URL(url).host, count);
  await load.stop();
  const { memoryBytes } = await sandbox.ask({});
  const { total } = JSON.parse(await get(`${url}/sandbox/v1/messages?limit=1`));
  if (total !== count) throw new Error(`${total} messages are stored instead of ${count}.`);
  const listMs = await timesOf(() => get(`${url}/sandbox/v1/messages?limit=50`));
  const searchMs = await timesOf((round) =>
    get(`${url}/sandbox/v1/messages?limit=50&q=1390000${round}`),
  );
  await sandbox.stop();
  return { listMs, searchMs, memoryMb: memoryBytes / 1e6 };
}

async function timesOf(action) {
  const times = [];
  for (let round = 0; round < 20; round += 1) {
    const start = performance.now();
    await action(round);
    times.push(performance.now() - start);
  }
  return spread(times);
}

async function get(url) {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${text}`);
  return text;
}
