import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, beforeEach } from 'vitest';
import { startLogto, type LogtoHost } from './logto-installation.ts';

/** A Logto for all tests of a file, and a sandbox that starts afresh with each. */
export async function useLogto(
  options?: Parameters<typeof startLogto>[1],
): Promise<{ readonly logto: LogtoHost; readonly sandbox: RunningSandbox }> {
  const sandbox = await startSandbox({ port: 0 });
  const logto = await startLogto(sandbox.url, options);
  afterAll(async () => {
    await logto.close();
    await sandbox.close();
  });
  beforeEach(() => {
    sandbox.reset();
    // No test may meet the end of a minute: limits go by it.
    sandbox.clock.freeze();
  });
  return { logto, sandbox };
}
