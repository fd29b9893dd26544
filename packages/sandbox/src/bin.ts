#!/usr/bin/env node
import { main } from './command-line/main.ts';

const started = await main(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
});
if (typeof started === 'number') {
  process.exitCode = started;
} else {
  let stopped: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Twice for one Ctrl-C under npx, which passes it on. So there is a handler until the very end, which
    // is at once: Node.js takes its handlers down some time before it has ended by itself.
    process.on(signal, () => {
      stopped ??= started.close().then(() => process.exit());
    });
  }
}
