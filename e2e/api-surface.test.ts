import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { apiSurface } from '../scripts/api-surface.ts';

/** A change here affects everybody who uses the package. */
test.each(['client', 'sender', 'connector', 'gateway', 'sandbox'])(
  'packages/%s exports what e2e/api-surface lists; accept a change with npm run docs',
  async (name) => {
    const folder = fileURLToPath(new URL(`../packages/${name}`, import.meta.url));
    await expect(apiSurface(folder)).toMatchFileSnapshot(`api-surface/${name}.txt`);
  },
);
