// `npm run soak [-- --minutes 5] [-- --rate 200]`: sends through the built connector to a sandbox with
// every kind of fault, which is also killed, paused and cut off on pooled connections; Redis and the key
// service fail too. At the end the books must balance: sends reported as accepted were received once,
// those reported as not sent were not received, and none was received twice. Otherwise, or if anything
// else goes wrong, the exit code is 1. `--rounds 1` causes each trouble once, however long that takes.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startRedis } from './redis-server.mjs';
import { secrets, temporaryKey } from './soak/accounts.mjs';
import { Books } from './soak/books.mjs';
import { kill, startScript } from './soak/child.mjs';
import { Ends } from './soak/ends.mjs';
import { faults } from './soak/faults.mjs';
import { startKeyService } from './soak/key-service.mjs';
import { leaksIn } from './soak/leaks.mjs';
import { memoryProblem } from './soak/memory.mjs';
import { soakOptions } from './soak/options.mjs';
import { startRelay } from './soak/relay.mjs';
import { Tally } from './soak/tally.mjs';
import { troublesIn, untilCalm } from './soak/troubles.mjs';
import { verdict } from './soak/verdict.mjs';

const { seconds, rate, rounds, length } = soakOptions();

const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const paths = Object.fromEntries(
  ['ledger', 'persist', 'sender.log', 'sandbox.log'].map((name) => [name, join(folder, name)]),
);
const books = new Books();
const tally = new Tally();
const ends = new Ends();
const problems = [];
const heaps = [];

const redis = { port: await freePort(), child: undefined };
const sandbox = { port: 0, child: undefined };
const relay = await startRelay(() => sandbox.port);
const keys = await startKeyService(temporaryKey);

async function startSandbox() {
  const args = [sandbox.port, rate, paths.ledger, paths.persist];
  const { child, ready } = await startScript('sandbox.mjs', { args, log: paths['sandbox.log'] });
  Object.assign(sandbox, { child, port: ready.port });
  const url = `http://127.0.0.1:${sandbox.port}/sandbox/v1/faults`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ faults }) });
  if (!answer.ok) throw new Error(`The sandbox refused the faults: ${await answer.text()}`);
}

/** Causes the troubles one after the other, with only the faults active in between. */
async function makeTrouble() {
  const troubles = troublesIn({ sandbox, startSandbox, redis, relay, keys, ends });
  const isTimed = rounds === Infinity;
  const end = performance.now() + (isTimed ? seconds * 1000 : Infinity);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, make] of Object.entries(troubles)) {
      await untilCalm(ends);
      await sleep(isTimed ? Math.min(8, seconds / 8) * 1000 : 0);
      if (performance.now() > end) return;
      await make();
      tally.trouble(name);
    }
  }
  await untilCalm(ends);
}

const readings = {
  sent: ({ sent }) => books.send(sent),
  ended: (message) => {
    books.report(message.ended, message.outcome);
    tally.ended(message);
    ends.notify(message);
  },
  heapBytes: ({ heapBytes }) => heaps.push(heapBytes),
  perSecond: ({ perSecond }) => tally.reached(perSecond),
  stray: ({ stray }) => problems.push(stray),
};

async function run() {
  redis.child = await startRedis(redis.port);
  await startSandbox();
  const { child: sender } = await startScript('sender.mjs', {
    args: [`http://127.0.0.1:${relay.port}`, rate],
    env: {
      ALIBABA_CLOUD_CREDENTIALS_URI: keys.url,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
      ALIYUN_SMS_LOG: 'debug',
      ALIYUN_SMS_REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      HOME: folder,
    },
    execArgv: ['--expose-gc'],
    log: paths['sender.log'],
  });
  const over = new Promise((resolve) => {
    sender.on('message', (message) => {
      if (message.done) resolve();
      for (const [field, read] of Object.entries(readings)) if (field in message) read(message);
    });
    sender.on('exit', () => {
      problems.push('The sending process ended too early.');
      resolve();
    });
  });
  const weighing = setInterval(() => sender.connected && sender.send('heap'), seconds * 25);
  try {
    await Promise.race([over, makeTrouble()]);
    if (sender.connected) sender.send('stop');
    await over;
  } finally {
    clearInterval(weighing);
    sender.removeAllListeners('exit');
    await kill(sender);
  }
}

function readLedger() {
  return readFileSync(paths.ledger, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Kills the sandbox once more; returns the messages that it shows after the restart. */
async function restoredMessages() {
  await kill(sandbox.child);
  await startSandbox();
  const restored = new Set();
  for (let before = ''; ;) {
    const query = `limit=10000${before === '' ? '' : `&before=${before}`}`;
    const answer = await fetch(`http://127.0.0.1:${sandbox.port}/sandbox/v1/messages?${query}`);
    const { messages } = await answer.json();
    if (messages.length === 0) return restored;
    for (const { to, code } of messages) restored.add(`${to.slice(1)} ${code}`);
    before = messages.at(-1).id;
  }
}

try {
  console.log(`Soaking ${length} at ${rate} sends per second …`);
  await run();
  const ledger = readLedger();
  for (const line of ledger) books.receive(line);
  const restored = await restoredMessages();
  const lost = ledger.filter((line) => !restored.has(line));
  problems.push(...lost.map((line) => `The killed sandbox lost a message: ${line}`));
  problems.push(...(await leaksIn([paths['sender.log'], paths['sandbox.log']], books, secrets)));
  problems.push(...memoryProblem(heaps));
} finally {
  await Promise.all([redis.child, sandbox.child].filter(Boolean).map(kill));
  relay.cut();
  keys.close();
}

verdict({ books, tally, heaps, problems, folder });
