import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { apiSurface } from '../scripts/api-surface.ts';

/** A change here is a change for whoever uses the package: `npm run docs` accepts it. */
test.each(['client', 'sender', 'connector', 'gateway', 'sandbox'])(
  'the package in packages/%s exports what it is known to export',
  async (name) => {
    const folder = fileURLToPath(new URL(`../packages/${name}`, import.meta.url));
    await expect(apiSurface(folder)).toMatchFileSnapshot(`api-surface/${name}.txt`);
  },
);
