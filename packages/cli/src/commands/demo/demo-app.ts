import { readFile } from 'node:fs/promises';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { serveStatic } from '@hono/node-server/serve-static';
import { z } from 'zod';
import type { WayName } from './demo-way.ts';
import type { SignIn } from './sign-in.ts';
import { CODE_DIGITS, CODE_MINUTES, CODE_TRIES } from './verification-codes.ts';

const digits = z.string().regex(/^\d{5,20}$/);
const flow = z.enum(['Register', 'SignIn']);
const codeRequest = z.object({ flow, phone: digits, locale: z.string().max(35) });
const codeSubmission = z.object({ flow, phone: digits, code: z.string().max(CODE_DIGITS) });
const ticketSubmission = z.object({ ticket: z.uuid() });

export interface DemoAppOptions {
  readonly signIn: SignIn;
  /** Origin of the sandbox, whose inbox the page shows in a frame. */
  readonly sandboxUrl: string;
  /** How messages get to the sandbox. */
  readonly way: WayName;
  /** Folder of the built page. */
  readonly pageFolder: string;
}

/** The page that stands in for Logto's sign-in experience, and the calls that it makes. */
export function createDemoApp({ signIn, sandboxUrl, way, pageFolder }: DemoAppOptions): Hono {
  const app = new Hono();
  app.use(ownPagesOnly);
  app.use(bodyLimit({ maxSize: 4096 }));
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: [sandboxUrl],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
      // Plain HTTP on loopback: the browser would remember HSTS beyond the demo.
      strictTransportSecurity: false,
    }),
  );
  const policy = { digits: CODE_DIGITS, minutes: CODE_MINUTES, tries: CODE_TRIES };
  app.get('/api/setup', (context) => context.json({ sandboxUrl, way, policy }));
  app.post('/api/codes', async (context) => {
    const request = codeRequest.safeParse(await body(context));
    if (!request.success) return context.json({ result: 'bad-number' });
    return context.json(await signIn.sendCode(request.data));
  });
  app.post('/api/sessions', async (context) => {
    const request = codeSubmission.safeParse(await body(context));
    return context.json(request.success ? signIn.submitCode(request.data) : { result: 'wrong' });
  });
  app.post('/api/sessions/go-on', async (context) => {
    const request = ticketSubmission.safeParse(await body(context));
    return context.json(
      request.success ? signIn.goOn(request.data.ticket) : { result: 'bad-ticket' },
    );
  });
  app.get('/', async (context) => context.html(await readFile(`${pageFolder}/index.html`, 'utf8')));
  app.get('/*', serveStatic({ root: pageFolder }));
  return app;
}

/** Refuses what a foreign site could make a browser send: a foreign host name (DNS rebinding), or a
 *  form or script of another origin. Only JSON is accepted, which a plain form cannot send. */
const ownPagesOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? '';
  const origin = context.req.header('origin');
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const known = ['127.0.0.1', 'localhost', '[::1]'].includes(name);
  const foreign = origin !== undefined && origin !== `http://${host}`;
  const isJson = context.req.header('content-type')?.startsWith('application/json') === true;
  if (!known || foreign || (context.req.method === 'POST' && !isJson)) {
    return context.json({ error: 'This page answers its own origin on this machine only.' }, 403);
  }
  return next();
};

async function body(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    return undefined;
  }
}
