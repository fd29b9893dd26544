import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { TemplateType } from '@logto/connector-kit';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { cannotListen } from '../../failure.ts';
import { createDemoApp } from './demo-app.ts';
import { openListener } from '../../listener.ts';
import { packageFolder } from '../../package-folder.ts';
import { openWay, type DemoWay, type WayName } from './demo-way.ts';
import { createSignIn } from './sign-in.ts';
import { createVerificationCodes } from './verification-codes.ts';

const pageFolder = fileURLToPath(new URL('dist/demo-page', packageFolder));

export interface RunningDemo {
  readonly sandbox: RunningSandbox;
  readonly way: DemoWay;
  /** URL of the sign-in page. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the sandbox and the sign-in page. Port 0 means any free one. Codes follow the sandbox's clock,
 * so they expire when it is shifted.
 */
export async function startDemo(
  ports: { sandbox: number; page: number },
  name: WayName = 'connector',
): Promise<RunningDemo> {
  // The page first: the sandbox must know which origin may show its inbox in a frame.
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

/** Sends one message through the connector, as Logto would; resolves to it as it arrived. */
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
