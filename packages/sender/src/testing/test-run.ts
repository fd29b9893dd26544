import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';

/** A sandbox for all tests of a file, reset before each. */
export async function useSandbox(): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ port: 0 });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
  });
  return sandbox;
}

/** The log lines of the current test; none reach the terminal. */
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
