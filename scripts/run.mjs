// Builds what has changed, then runs the command line with the arguments it was given.
//
// `npm start` is `run.mjs demo`, all in one process, which replaces npm's shell (`exec` in
// package.json): a shell in between dies of Ctrl-C, and npm with it, where the demo ends in good order
// with exit code 0. The shell of Windows has no `exec`: install.mjs gives it one.
await import('./build.mjs');
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
