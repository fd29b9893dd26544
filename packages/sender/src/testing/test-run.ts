import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';

/** A sandbox for all tests of a file, as new before each. */
export async function useSandbox(): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ port: 0 });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
  });
  return sandbox;
}

/** The lines that the test at hand has written to the log; none of them reach the terminal. */
export function useLog(): readonly string[] {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return lines;
}
