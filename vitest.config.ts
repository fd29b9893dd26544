import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Packages are tested from source: no build is needed, and coverage and mutation see real lines. */
export const conditions = ['aliyun-sms-source', 'node', 'import', 'module', 'default'];

/**
 * Each has a process of its own: they test what happens once in a process, or leave something behind,
 * such as an open circuit for a port that a later file may get.
 */
const alone = ['packages/sender/src/telemetry.test.ts', 'packages/client/src/outage.test.ts'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Tests wait a good deal, for browsers and child processes: one at a time leaves a core idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A busy machine fails no test.
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/{src,inbox}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...alone],
          // Loading the same modules for each file took more than half of the time. So a file leaves
          // nothing behind: no variable, no folder, no clock; and an endpoint that nobody answers is its
          // own, for the client remembers those.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['{e2e,bench}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**'],
      exclude: ['**/*.test.ts', '**/testing/**'],
      // Held package by package: a well-covered one hides no other.
      thresholds: {
        'packages/client/src/**': { branches: 95 },
        'packages/cli/src/**': { branches: 95 },
        'packages/connector/src/**': { branches: 95 },
        'packages/sender/src/**': { branches: 95 },
        'packages/sandbox/src/**': { branches: 95 },
        'packages/gateway/src/**': { branches: 95 },
      },
    },
  },
});
