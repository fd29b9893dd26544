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
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void started.close());
  }
}
