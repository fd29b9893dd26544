import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../.github/workflows/', import.meta.url);
const uses = readdirSync(folder).flatMap((file) =>
  [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^\s*(?:- )?uses:\s*(.+)$/gm)].map(
    ([, action]) => ({ file, action }),
  ),
);

test('the workflows use actions', () => {
  expect(uses.length).toBeGreaterThan(0);
});

test.each(uses)('$file pins $action by its commit and says which version that is', ({ action }) => {
  expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/);
});
