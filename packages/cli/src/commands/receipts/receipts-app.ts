import { MOST_PUSHED, readPush, reportAnswer, type DeliveryReport } from 'aliyun-sms-gateway';
import { Hono } from 'hono';
import { readAtMost } from '../../capped-body.ts';
import type { Words } from '../../language.ts';
import type { ReceiptLog } from './receipt-log.ts';

export interface ReceiptsListener {
  /** Reports that had not come before, once they are kept. */
  readonly onReports: (reports: readonly DeliveryReport[]) => void;
  /** What was not taken and why; it names fields and never what they hold. */
  readonly onRefused: (reason: Words) => void;
}

/**
 * The endpoint for the delivery reports that Aliyun pushes, in the shapes of either site. Aliyun signs
 * nothing: who knows the path may push, so the path is a secret, and every other path answers as if
 * nothing were there.
 *
 * Answers 200 with a numeric `code`, which is all that Aliyun looks at, where anything of a push could
 * be taken; 500 where the reports could not be kept, so that Aliyun pushes again.
 */
export function createReceiptsApp(
  secretPath: string,
  log: ReceiptLog,
  { onReports, onRefused }: ReceiptsListener,
): Hono {
  const app = new Hono();
  app.post(`/${secretPath}`, async (context) => {
    const sent = await readAtMost(context.req.raw.body, MOST_PUSHED);
    const push = await readPush(sent, context.req.header('content-encoding'));
    if ('reason' in push) {
      onRefused(push.reason);
      return context.json({ code: 1, msg: push.reason.en }, push.status);
    }
    onReports(await log.take(push.reports));
    if (push.oddities !== undefined) onRefused(push.oddities);
    return context.json(reportAnswer);
  });
  app.onError((_, context) => context.json({ code: 1, msg: 'not kept, push again' }, 500));
  return app;
}
