// The sandbox in a process of its own that is killed again and again. Whatever it takes is written to
// the ledger before the answer leaves, so that the ledger is whole also after a kill.
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
