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
      'packages/sender/src/**/*.test.ts',
      'packages/connector/src/connector-error.test.ts',
      'packages/sandbox/src/{actions/**/*,rules/flow-control,app}.test.ts',
    ],
    exclude: [
      '**/many-processes.test.ts',
      // They load modules while a test runs, so that the constants of those modules count as that
      // test's and as changed too late.
      'packages/client/src/**/{credential-providers,default-chain}.test.ts',
      '**/node_modules/**',
    ],
  },
});
