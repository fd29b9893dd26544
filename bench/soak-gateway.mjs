// `npm run soak -- gateway [--minutes 5] [--rate 200] [--rounds 1]`: posts sends to two instances of the
// gateway in turn, like Logto's HTTP SMS connector. During the run one instance is killed and terminated,
// and Redis is killed and paused. The books must balance as in soak.mjs: sends answered with success were
// received once, refused ones were not, and none was received twice.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startRedis } from './redis-server.mjs';
import { secrets } from './soak/accounts.mjs';
import { Balancer } from './soak/balancer.mjs';
import { Books } from './soak/books.mjs';
import { kill, startScript } from './soak/child.mjs';
import { Ends } from './soak/ends.mjs';
import { leaksIn } from './soak/leaks.mjs';
import { memoryProblem } from './soak/memory.mjs';
import { soakOptions } from './soak/options.mjs';
import { sendAt } from './soak/sends.mjs';
import { Tally } from './soak/tally.mjs';
import { verdict } from './soak/verdict.mjs';

const { seconds, rate, rounds, length } = soakOptions();

/** How long to wait for the last sends: much longer than a send may take. */
const LAST_SENDS_MS = 30_000;
const token = randomBytes(24).toString('base64url');
const folder = mkdtempSync(join(tmpdir(), 'soak-gateway-'));
const paths = Object.fromEntries(
  ['ledger', 'persist', 'gateway.log', 'sandbox.log'].map((name) => [name, join(folder, name)]),
);
const books = new Books();
const tally = new Tally();
const ends = new Ends();
const problems = [];
const heaps = [];
const statuses = {};
/** The outcomes reported by the instances, by number and code. */
const reported = new Map();

const redis = { port: await freePort(), child: undefined };
redis.child = await startRedis(redis.port);
const sandbox = await startScript('sandbox.mjs', {
  args: [0, rate, paths.ledger, paths.persist],
  log: paths['sandbox.log'],
});

async function startInstance(port = 0) {
  const { child, ready } = await startScript('gateway.mjs', {
    args: [`http://127.0.0.1:${sandbox.ready.port}`, port],
    env: {
      ALIYUN_SMS_GATEWAY_TOKEN: token,
      ALIYUN_SMS_LOG: 'debug',
      ALIYUN_SMS_REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    },
    execArgv: ['--expose-gc'],
    log: paths['gateway.log'],
  });
  child.on('message', ({ key, heapBytes, stray, ...end }) => {
    if (stray !== undefined) problems.push(stray);
    if (heapBytes !== undefined) heaps.push(heapBytes);
    if (key !== undefined) reported.set(key, { ...end, pid: child.pid });
  });
  return { child, port: ready.port };
}

/** The second one runs for the whole time, so that its memory can be compared. */
const instances = [await startInstance(), await startInstance()];
const balancer = new Balancer(instances.map((_, index) => () => instances[index].port));

/** On the same port, which the balancer knows. */
async function restart() {
  instances[0] = await startInstance(instances[0].port);
}

const inFirst = ({ outcome, pid }) => outcome === 'accepted' && pid === instances[0].child.pid;
const untilCountedInMemory = () =>
  ends.until('counted in memory', ({ guardStore }) => guardStore?.includes('failed'));
const untilCalm = async () => {
  await ends.until('accepted by the first instance', inFirst);
  await ends.until('counted in Redis', ({ guardStore }) => guardStore === 'redis');
};

const troubles = {
  'instance killed and restarted': async () => {
    await kill(instances[0].child);
    await restart();
  },
  'Redis killed and restarted': async () => {
    await kill(redis.child);
    await untilCountedInMemory();
    redis.child = await startRedis(redis.port);
  },
  'instance terminated while sending': async () => {
    const { child } = instances[0];
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) problems.push(`A terminated instance ended with exit code ${code}.`);
    await restart();
  },
  'Redis paused': async () => {
    redis.child.kill('SIGSTOP');
    await untilCountedInMemory();
    redis.child.kill('SIGCONT');
  },
};

async function makeTrouble() {
  const isTimed = rounds === Infinity;
  const end = performance.now() + (isTimed ? seconds * 1000 : Infinity);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, make] of Object.entries(troubles)) {
      await untilCalm();
      await sleep(isTimed ? Math.min(8, seconds / 8) * 1000 : 0);
      if (performance.now() > end) return;
      await make();
      tally.trouble(name);
    }
  }
  await untilCalm();
}

const REFUSALS = ['refused', 422, 429, 502, 503];

/**
 * The answer must agree with the reported outcome. Without a report, as from a killed instance, the
 * outcome is unknown; and in a long outage a person may be told of a failure although the message was
 * sent.
 */
function outcomeOf(status, outcome) {
  statuses[status] = (statuses[status] ?? 0) + 1;
  if (status === 'cut off') return 'unknown';
  if (status === 204) return outcome === 'accepted' ? outcome : 'unknown';
  if (!REFUSALS.includes(status)) return `answered with ${status}`;
  return status === 502 && outcome === 'unknown' ? outcome : 'not-sent';
}

/** The report was sent before the answer, but over another channel. A killed instance sends none. */
async function untilReported(key) {
  for (let tries = 0; !reported.has(key) && tries < 50; tries += 1) await sleep(20);
}

async function sendOne(index) {
  const { data, key } = sendAt(index);
  books.send(key);
  const start = performance.now();
  const status = await balancer.post(token, data);
  const ms = performance.now() - start;
  if (status === 204) await untilReported(key);
  const end = reported.get(key);
  reported.delete(key);
  const outcome = outcomeOf(status, end?.outcome);
  books.report(key, outcome);
  tally.ended({ ms, guardStore: end?.guardStore, confirmed: end?.confirmed });
  ends.notify({ ...end, outcome });
}

/** Sends at the given rate until `isOver`. */
async function sendAtRate(isOver) {
  const start = performance.now();
  const open = new Set();
  let index = 0;
  for (; !isOver(); index += 1) {
    const due = start + (index * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
    const one = sendOne(index).finally(() => open.delete(one));
    open.add(one);
  }
  tally.reached((index * 1000) / (performance.now() - start));
  await Promise.race([Promise.all(open), sleep(LAST_SENDS_MS)]);
}

async function run() {
  const { child: lasting } = instances[1];
  const weighing = setInterval(() => lasting.connected && lasting.send('heap'), seconds * 25);
  let over = false;
  try {
    const sending = sendAtRate(() => over);
    await makeTrouble().finally(() => {
      over = true;
    });
    await sending;
  } finally {
    clearInterval(weighing);
  }
}

try {
  console.log(`Soaking two gateways ${length} at ${rate} sends per second …`);
  await run();
  const ledger = readFileSync(paths.ledger, 'utf8').split('\n');
  for (const line of ledger.filter((text) => text !== '')) books.receive(line);
  const logs = [paths['gateway.log'], paths['sandbox.log']];
  problems.push(...(await leaksIn(logs, books, [...secrets, token])), ...memoryProblem(heaps));
} finally {
  const children = [redis.child, sandbox.child, ...instances.map(({ child }) => child)];
  await Promise.all(children.map(kill));
}

console.log(`Answers: ${JSON.stringify(statuses)}`);
verdict({ books, tally, heaps, problems, folder });
