/** Tolerance for variations between garbage collections. */
const NOISE_BYTES = 2_000_000;

/**
 * Compares the heap in the last third of the run with the second; in the first, caches fill up. Runs
 * with fewer than nine readings are not judged.
 *
 * @param {readonly number[]} heaps bytes after a full collection, at equal intervals
 */
export function memoryProblem(heaps) {
  const third = Math.floor(heaps.length / 3);
  if (third < 3) return [];
  const before = least(heaps.slice(-2 * third, -third));
  const after = least(heaps.slice(-third));
  const grown = after - before;
  if (grown <= Math.max(NOISE_BYTES, before * 0.1)) return [];
  return [`The heap grew by ${(grown / 1e6).toFixed(1)} MB in the last third of the run.`];
}

function least(values) {
  return values.reduce((smallest, value) => Math.min(smallest, value));
}
