import { maskPhoneNumber } from 'aliyun-sms-client';
import type { Context } from 'hono';
import { reportName, type DeliveryReport } from './delivery-reports.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { readPush, pushAcknowledgement } from './report-push.ts';
import { isSame } from './secrets.ts';

export interface ReceiptsRoute {
  /** The last part of the path. Aliyun does not sign: anyone who knows the path can push. */
  readonly secret: string;
  /** Which of these names are new within `seconds`, over all instances. */
  readonly firstTimes: (names: readonly string[], seconds: number) => Promise<readonly boolean[]>;
  readonly metrics: Pick<Metrics, 'reported' | 'repeated'>;
  readonly log: Log;
}

/** Aliyun repeats a push for 16 minutes; some are pushed again manually. Seconds. */
const REMEMBERED = 6 * 3_600;

/** `POST /receipts/<secret>`; every other path gets a 404. */
export async function answerReceipts(context: Context, route: ReceiptsRoute): Promise<Response> {
  if (!isSame(context.req.param('secret') ?? '', route.secret)) {
    return context.notFound();
  }
  const sent = new Uint8Array(await context.req.arrayBuffer());
  const push = await readPush(sent, context.req.header('content-encoding'));
  if ('reason' in push) {
    const { status, reason } = push;
    route.log('warn', 'receipt', { status, reason: `Refused: ${reason.en}.` });
    return context.json({ code: 1, msg: reason.en }, status);
  }
  const { reports, oddities } = push;
  if (oddities !== undefined) {
    route.log('warn', 'receipt', { reason: `Skipped: ${oddities.en}.` });
  }
  const isNew = await route.firstTimes(reports.map(reportName), REMEMBERED);
  for (const [index, report] of reports.entries()) {
    if (isNew[index] === true) count(report, route);
    else route.metrics.repeated();
  }
  return context.json(pushAcknowledgement);
}

function count(report: DeliveryReport, { metrics, log }: ReceiptsRoute): void {
  const { phoneNumber, status, channel, bizId, carrierCode, seconds } = report;
  metrics.reported(report);
  const to = maskPhoneNumber(phoneNumber);
  const level = status === 'delivered' ? 'info' : 'warn';
  log(level, 'receipt', { to, status, channel, bizId, carrierCode, seconds });
}
