// Installs and builds what is missing, then runs the command line with its arguments.
//
// `npm start` is `exec node scripts/run.mjs demo`: the demo replaces npm's shell. Otherwise Ctrl-C would
// kill the shell, and npm with it, before the demo has shut down cleanly with exit code 0. On Windows the
// shell survives Ctrl-C and has no `exec`: there `exec` is exec.cmd in the folder that npm runs in.
import { install } from './install.mjs';

install('packages');
const { buildPackages } = await import('./build/packages.mjs');
await buildPackages();
const { optionsKeptByNpm } = await import('../packages/cli/dist/npm-arguments.js');
const kept = optionsKeptByNpm(process.argv.slice(2), process.env);
if (kept !== undefined) {
  console.error(kept);
  process.exit(2);
}
// npm changes to the repository's folder, but relative paths refer to the one it was called in.
if (['start', 'aliyun-sms'].includes(process.env.npm_lifecycle_event) && process.env.INIT_CWD) {
  process.chdir(process.env.INIT_CWD);
}
await import('../packages/cli/dist/bin.js');
