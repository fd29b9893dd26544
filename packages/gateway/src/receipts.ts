import { maskPhoneNumber } from 'aliyun-sms-client';
import type { Context } from 'hono';
import { readReports, reportAnswer, type DeliveryReport } from './delivery-reports.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { isSame } from './secrets.ts';

export interface ReceiptsRoute {
  /** The last part of the path. Aliyun signs nothing: who knows the path may push. */
  readonly secret: string;
  /** Which of these names were never given before, on any instance, for so many seconds. */
  readonly firstTimes: (names: readonly string[], seconds: number) => Promise<readonly boolean[]>;
  readonly metrics: Pick<Metrics, 'reported' | 'repeated'>;
  readonly log: Log;
}

/** Aliyun repeats a push for 16 minutes; some are pushed again by hand. Seconds. */
const REMEMBERED = 6 * 3_600;

/** `POST /receipts/<secret>`; every other path answers as if nothing were there. */
export async function answerReceipts(context: Context, route: ReceiptsRoute): Promise<Response> {
  if (!isSame(context.req.param('secret') ?? '', route.secret)) {
    return context.notFound();
  }
  const reports = readReports(await jsonOf(context));
  if (reports.length === 0) {
    route.log('warn', 'receipt', { status: 400, reason: 'Not a push of delivery reports.' });
    return context.json({ code: 1, msg: 'not a delivery report' }, 400);
  }
  const news = await route.firstTimes(reports.map(nameOf), REMEMBERED);
  for (const [index, report] of reports.entries()) {
    if (news[index] === true) count(report, route);
    else route.metrics.repeated();
  }
  return context.json(reportAnswer);
}

async function jsonOf(context: Context): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text());
  } catch {
    return undefined;
  }
}

/** One send can cover many numbers. */
const nameOf = ({ bizId, phoneNumber }: DeliveryReport): string => `${bizId} ${phoneNumber}`;

function count(report: DeliveryReport, { metrics, log }: ReceiptsRoute): void {
  const { phoneNumber, status, ...told } = report;
  metrics.reported(report);
  const to = maskPhoneNumber(phoneNumber);
  log(status === 'delivered' ? 'info' : 'warn', 'receipt', { to, status, ...told });
}
