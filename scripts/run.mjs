// Builds what has changed, then runs the command line with the arguments it was given.
//
// `npm start` is `run.mjs demo`, all in one process, which replaces npm's shell (`exec` in
// package.json): a shell in between dies of Ctrl-C, and npm with it, where the demo ends cleanly with
// exit code 0. On Windows, whose shell has no `exec`: `npm run aliyun-sms -- demo`.
await import('./build.mjs');
await import('../packages/cli/dist/bin.js');
