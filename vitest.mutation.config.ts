import { defineConfig } from 'vitest/config';
import { conditions } from './vitest.config.ts';

/**
 * For `npm run mutation`: the tests that can tell a changed line of the mutated files, and no others,
 * since every mutant runs them. Browsers, child processes and packed packages are left out.
 */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/client/src/**/*.test.ts',
      'packages/connector/src/**/*.test.ts',
      'packages/sandbox/src/{actions/**,flow-control,app}*.test.ts',
    ],
    exclude: ['**/many-processes.test.ts', '**/node_modules/**'],
  },
});
