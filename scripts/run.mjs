// Installs and builds what is missing, then runs the command line with the arguments it was given.
//
// `npm start` is `exec node scripts/run.mjs demo`: the demo takes the place of npm's shell, which would
// die of Ctrl-C, and npm with it, before the demo has ended in good order with exit code 0. The shell of
// Windows lives on, and knows no `exec`: there it is exec.cmd, found in the folder that npm runs in.
import { install } from './install.mjs';

install('packages');
const { buildPackages } = await import('./build/packages.mjs');
await buildPackages();
const { optionsKeptByNpm } = await import('../packages/cli/dist/npm-arguments.js');
const { rootCommand } = await import('../packages/cli/dist/commands/root.js');
const { chooseLanguage, textIn } = await import('../packages/cli/dist/language.js');
const kept = optionsKeptByNpm(process.argv.slice(2), process.env, rootCommand);
if (kept !== undefined) {
  console.error(textIn(chooseLanguage(process.env), kept));
  process.exit(2);
}
// npm has gone to the repository: a relative path is one of the folder in which it was called.
if (['start', 'aliyun-sms'].includes(process.env.npm_lifecycle_event) && process.env.INIT_CWD) {
  process.chdir(process.env.INIT_CWD);
}
await import('../packages/cli/dist/bin.js');
