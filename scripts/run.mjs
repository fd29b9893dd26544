// Builds what has changed, then runs the command line with the arguments it was given.
//
// `npm start` is `run.mjs demo`, all in one process, which replaces npm's shell (`exec` in
// package.json): a shell in between dies of Ctrl-C, and npm with it, where the demo ends in good order
// with exit code 0. The shell of Windows has no `exec`: install.mjs gives it one.
import { argumentsKeptByNpm } from './npm-arguments.mjs';

await import('./build.mjs');
const { rootCommand } = await import('../packages/cli/dist/commands/root.js');
const kept = argumentsKeptByNpm(process.argv.slice(2), process.env, rootCommand);
if (kept !== undefined) {
  console.error(kept);
  process.exit(2);
}
await import('../packages/cli/dist/bin.js');
