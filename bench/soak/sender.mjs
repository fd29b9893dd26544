// The host of the connector: loads the built one and makes it anew for each send, as Logto does, and
// keeps up the rate whatever becomes of the sends, until it is told to stop. Says of each one how it
// ended.
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError, validateConfig } from '@logto/connector-kit';
import createConnector from '../../packages/connector/lib/index.js';
import { settingsFor } from './accounts.mjs';
import { sendAt } from './sends.mjs';

const [endpoint, rate] = process.argv.slice(2);
/** Far more than the time limit of a send. */
const LAST_ONES_MS = 30_000;
const settings = settingsFor(endpoint);
const getConfig = async () => structuredClone(settings);
validateConfig(settings, (await createConnector({ getConfig })).configGuard);

/** The connector tells outcomes on its diagnostics channel; which send it is, the context tells. */
const current = new AsyncLocalStorage();
subscribe('aliyun-sms:send', (event) => {
  const send = current.getStore();
  if (send !== undefined) send.event = event;
});

async function endOf(data, send) {
  try {
    const connector = await createConnector({ getConfig });
    await connector.sendMessage(data);
    // What may be on its way leads the person to the code page.
    const { outcome } = send.event ?? {};
    return outcome === 'accepted' || outcome === 'unknown' ? outcome : 'resolved, told otherwise';
  } catch (error) {
    if (!(error instanceof ConnectorError)) return `no ConnectorError (${error?.name})`;
    const { outcome = 'rejected, told nothing' } = send.event ?? {};
    return outcome === 'accepted' ? 'rejected, told as accepted' : outcome;
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

/** Sends as many as are due by now; a pause of this process is made up for. */
async function keepUp() {
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
  // What has not ended by then never will; the books will say so.
  await Promise.race([Promise.all(open), sleep(LAST_ONES_MS)]);
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
await keepUp();
