// The host of the built connector: creates it for each send, like Logto, and sends at a constant rate,
// whatever the outcomes, until the parent says stop. Reports the outcome of each send.
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError, validateConfig } from '@logto/connector-kit';
import createConnector from '../../packages/connector/lib/index.js';
import { settingsFor } from './accounts.mjs';
import { sendAt } from './sends.mjs';

const [endpoint, rate] = process.argv.slice(2);
/** How long to wait for the last sends: much longer than a send may take. */
const LAST_SENDS_MS = 30_000;
const settings = settingsFor(endpoint);
const getConfig = async () => structuredClone(settings);
validateConfig(settings, (await createConnector({ getConfig })).configGuard);

/** The connector reports outcomes on its diagnostics channel; the async context identifies the send. */
const current = new AsyncLocalStorage();
subscribe('aliyun-sms:send', (event) => {
  const send = current.getStore();
  if (send !== undefined) send.event = event;
});

async function endOf(data, send) {
  try {
    const connector = await createConnector({ getConfig });
    await connector.sendMessage(data);
    // A message that may have been sent leads to the code page too.
    const { outcome } = send.event ?? {};
    const isExpected = outcome === 'accepted' || outcome === 'unknown';
    return isExpected ? outcome : `resolved, but reported as ${outcome}`;
  } catch (error) {
    if (!(error instanceof ConnectorError)) return `another error (${error?.name})`;
    const { outcome = 'rejected without a report' } = send.event ?? {};
    return outcome === 'accepted' ? 'rejected, but reported as accepted' : outcome;
  }
}

async function sendOne(index) {
  const { data, key } = sendAt(index);
  const about = {};
  const start = performance.now();
  process.send({ sent: key });
  const outcome = await current.run(about, () => endOf(data, about));
  const { confirmed, fallbackFrom, guardStore, attempts, circuit } = about.event ?? {};
  const ms = performance.now() - start;
  process.send({
    ended: key,
    outcome,
    ms,
    confirmed: confirmed === true,
    fallbackFrom,
    circuit,
    guardStore,
    retried: attempts > 1,
  });
}

const stopping = new AbortController();

/** Sends at the given rate, and catches up after a pause of this process. */
async function sendAtRate() {
  const start = performance.now();
  const open = new Set();
  let index = 0;
  for (; !stopping.signal.aborted; index += 1) {
    const due = start + (index * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
    const one = sendOne(index).finally(() => open.delete(one));
    open.add(one);
  }
  process.send({ perSecond: (index * 1000) / (performance.now() - start) });
  // A send that has not ended by then never will, and the books will report it.
  await Promise.race([Promise.all(open), sleep(LAST_SENDS_MS)]);
  process.send({ done: true });
}

for (const event of ['unhandledRejection', 'uncaughtException'])
  process.on(event, (error) => process.send({ stray: `${event}: ${error?.stack}` }));
process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  if (message === 'stop') {
    stopping.abort();
    return;
  }
  globalThis.gc();
  process.send({ heapBytes: process.memoryUsage().heapUsed });
});
process.send({ ready: true });
await sendAtRate();
