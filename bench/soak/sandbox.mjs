// The sandbox in its own process, which is killed repeatedly. Accepted messages are written to the
// ledger before the answer is sent, so that the ledger is complete even after a kill.
import { openSync, writeSync } from 'node:fs';
import { startSandbox } from 'aliyun-sms-sandbox';
import { seedFor } from './accounts.mjs';

const [port, rate, ledger, persist] = process.argv.slice(2);
const book = openSync(ledger, 'a');
const sandbox = await startSandbox({
  port: Number(port),
  seed: seedFor(Number(rate)),
  maxMessages: 10_000_000,
  persist,
});
sandbox.messages.subscribe(({ type, message }) => {
  if (type === 'accepted') writeSync(book, `${message.to.slice(1)} ${message.code}\n`);
});
process.on('disconnect', () => process.exit());
process.send({ port: sandbox.port });
