import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Receipt, ReceiptLog } from './receipt-log.ts';

/**
 * The endpoint for Aliyun's SmsReport pushes. Aliyun signs nothing: who knows the path may push, so
 * the path is a secret, and every other path answers as if nothing were there.
 *
 * Answers 200 with a numeric `code`, which is all that Aliyun looks at; 500 where the reports could
 * not be kept, so that Aliyun pushes again after 1, 5 and 10 minutes.
 */
export function createReceiptsApp(
  secretPath: string,
  log: ReceiptLog,
  onReceipts: (receipts: readonly Receipt[]) => void,
): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 1024 * 1024 }));
  app.post(`/${secretPath}`, async (context) => {
    let body: unknown;
    try {
      body = await context.req.json();
    } catch {
      return context.json({ code: 1, msg: 'not JSON' }, 400);
    }
    const fresh = await log.take(body);
    if (fresh === undefined) return context.json({ code: 1, msg: 'not a delivery report' }, 400);
    onReceipts(fresh);
    return context.json({ code: 0, msg: 'OK' });
  });
  app.onError((_, context) => context.json({ code: 1, msg: 'not kept, push again' }, 500));
  return app;
}
