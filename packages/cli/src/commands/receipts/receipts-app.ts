import {
  MOST_PUSHED,
  readPush,
  pushAcknowledgement,
  type DeliveryReport,
} from 'aliyun-sms-gateway';
import { Hono } from 'hono';
import { readAtMost } from '../../capped-body.ts';
import type { Words } from '../../language.ts';
import type { ReceiptLog } from './receipt-log.ts';

export interface ReceiptsListener {
  /** New reports, once they are in the file. */
  readonly onReports: (reports: readonly DeliveryReport[]) => void;
  /** What was refused and why; names fields, never their values. */
  readonly onRefused: (reason: Words) => void;
}

/**
 * The endpoint for delivery reports pushed by Aliyun, in the formats of both sites. Aliyun does not sign
 * them: whoever knows the path can push, so the path is a secret, and all other paths answer 404.
 *
 * Answers 200 with a numeric `code`, all that Aliyun looks at, if any report of a push was accepted; 500
 * if the reports could not be written, so that Aliyun pushes again.
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
    return context.json(pushAcknowledgement);
  });
  app.onError((_, context) => context.json({ code: 1, msg: 'not stored, push again' }, 500));
  return app;
}
