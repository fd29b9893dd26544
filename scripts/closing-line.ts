import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line that sums all suites: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A file that could not even be loaded has no tests, only errors.
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0)
        count.failed += 1;
    }
    const skipped = count.skipped + count.pending;
    // After the summary of the default reporter, which is written in the same hook.
    process.on('exit', () => {
      process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${skipped} skipped\n`);
    });
  }
}
