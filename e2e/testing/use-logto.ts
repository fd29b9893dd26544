import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, beforeEach } from 'vitest';
import { startLogto, type LogtoHost } from './logto-installation.ts';

/** One Logto for all tests of a file, and a sandbox that is reset before each test. */
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
    // Limits are counted by calendar minute, which must not change during a test.
    sandbox.clock.freeze();
  });
  return { logto, sandbox };
}
