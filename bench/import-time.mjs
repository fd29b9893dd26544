// Prints how long a module takes to load in a fresh process, after others that are not measured.
import { performance } from 'node:perf_hooks';

const [specifier, ...before] = process.argv.slice(2);
for (const other of before) await import(other);
const start = performance.now();
await import(specifier);
console.log(performance.now() - start);
// Some packages keep timers or handles open.
process.exit();
