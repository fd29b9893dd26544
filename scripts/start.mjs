// `npm start`: builds what has changed, then runs the demo with the arguments given after `--`.
//
// All in one process, which replaces npm's shell (`exec` in package.json): a shell in between dies of
// Ctrl-C, and npm with it, where the demo ends cleanly with exit code 0. On Windows, whose shell has
// no `exec`: `node scripts/install.mjs packages`, then `node scripts/start.mjs`.
await import('./build.mjs');

process.argv.splice(2, 0, 'demo');
await import('../packages/cli/dist/bin.js');
