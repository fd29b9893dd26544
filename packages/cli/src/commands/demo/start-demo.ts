import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { TemplateType } from '@logto/connector-kit';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { cannotListen } from '../../failure.ts';
import { createDemoApp } from './demo-app.ts';
import { openListener } from '../../listener.ts';
import { openWay, type DemoWay, type WayName } from './demo-way.ts';
import { createSignIn } from './sign-in.ts';
import { createVerificationCodes } from './verification-codes.ts';

const pageFolder = fileURLToPath(new URL('../../../dist/demo-page', import.meta.url));

export interface RunningDemo {
  readonly sandbox: RunningSandbox;
  readonly way: DemoWay;
  /** Address of the sign-in page. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the sandbox and the sign-in page on one of the ways to it. Ports: 0 for any free one.
 * The page's codes follow the sandbox's clock: moved ten minutes on, a code has expired.
 */
export async function startDemo(
  ports: { sandbox: number; page: number },
  name: WayName = 'connector',
): Promise<RunningDemo> {
  // The page's address comes first: the sandbox must know who may show its inbox in a frame.
  const page = await openListener(ports.page).catch(cannotListen(ports.page, '--demo-port'));
  try {
    const sandbox = await startSandbox({
      port: ports.sandbox,
      allowFrame: [page.url, page.url.replace('127.0.0.1', 'localhost')],
    }).catch(cannotListen(ports.sandbox, '--port'));
    try {
      const way = await openWay(name, sandbox.url);
      const { connector } = way;
      const now = () => sandbox.clock.now();
      const codes = createVerificationCodes({ now, randomBelow: (limit) => randomInt(limit) });
      const signIn = createSignIn({ connector, codes, now });
      page.serve(createDemoApp({ signIn, sandboxUrl: sandbox.url, way: name, pageFolder }));
      const close = async () => {
        await Promise.all([page.close(), way.close()]);
        await sandbox.close();
      };
      return { sandbox, way, url: page.url, close };
    } catch (error) {
      await sandbox.close();
      throw error;
    }
  } catch (error) {
    await page.close();
    throw error;
  }
}

/** One message through the connector, as Logto would send it, and as it arrived. */
export async function sendSample(
  { way: { connector }, sandbox }: RunningDemo,
  message: { to: string; locale: string },
) {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const started = performance.now();
  const answer = await connector.send({ ...message, type: TemplateType.SignIn, code });
  const milliseconds = performance.now() - started;
  const arrived = sandbox.messages.list({ to: message.to }).messages[0];
  return { answer, milliseconds, message: arrived };
}
