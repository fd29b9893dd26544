#!/usr/bin/env node
import { main } from './main.ts';
import { exitOnClosedPipe } from './closed-pipe.ts';
import { createStopRequest } from './stop-request.ts';

const stop = createStopRequest(() => performance.now());
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stop.press()) process.exit(130);
  });
}

exitOnClosedPipe(process.stdout, (code) => process.exit(code));

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  signal: stop.signal,
  now: () => new Date(),
});
// Node.js takes its signal handlers down some time before it has ended by itself. The Ctrl-C that npm
// passes on would kill it there.
if (stop.signal.aborted) process.exit();
