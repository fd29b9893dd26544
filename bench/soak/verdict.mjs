import { rmSync } from 'node:fs';

/** Prints the result of a soak and sets the exit code. Keeps the folder of a failed one. */
export function verdict({ books, tally, heaps, problems, folder }) {
  const { discrepancies, counts, sends } = books.balance();
  const all = [...problems, ...discrepancies.map((text) => `The books do not balance: ${text}`)];
  tally.print({ counts, sends, heaps });
  if (all.length === 0) {
    rmSync(folder, { recursive: true });
    console.log('The books balance.');
    return;
  }
  for (const problem of all.slice(0, 20)) console.error(problem);
  console.error(`${all.length} problems. Logs and ledger are in ${folder}`);
  process.exitCode = 1;
}
