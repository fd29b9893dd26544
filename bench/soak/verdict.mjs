import { rmSync } from 'node:fs';

/** How a soak ended, for the reader and as exit code; what a failed one has left is kept for them. */
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
  console.error(`${all.length} problems. Logs and ledger are kept in ${folder}`);
  process.exitCode = 1;
}
