import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this repository. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The real folder of an installed package, as a file at `from` (default: this one) would find it.
 *
 * @param {string} name
 * @param {string} from
 */
export function packageFolder(name, from = import.meta.filename) {
  const candidates = createRequire(from).resolve.paths(name) ?? [];
  for (const folder of candidates) {
    try {
      return realpathSync(join(folder, name));
    } catch {
      // Not here: the next candidate is one folder further up.
    }
  }
  throw new Error(`${name} is not installed for ${dirname(from)}`);
}
