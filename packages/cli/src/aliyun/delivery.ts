import { explainApiCode, type DeliveryReport } from 'aliyun-sms-client';
import type { Context } from '../command.ts';
import type { Words } from '../language.ts';
import { withoutCodes } from './recipient.ts';

const STATUS: Readonly<Record<DeliveryReport['status'], Words>> = {
  submitted: { en: 'waiting for the carrier', zh: '等待运营商回执' },
  delivered: { en: 'delivered', zh: '已送达' },
  failed: { en: 'failed', zh: '失败' },
};

const COLON: Words = { en: ': ', zh: '：' };

export const statusText = (status: DeliveryReport['status']): Words => STATUS[status];

const MARKS = {
  submitted: ['…', 'yellow'],
  delivered: ['✓', 'green'],
  failed: ['✗', 'red'],
} as const;

/** One report as text: `✓ delivered after 4 s`, `✗ failed: MOBILE_NOT_ON_SERVICE – …`. */
export function deliveryLine({ output }: Pick<Context, 'output'>, report: DeliveryReport): string {
  const [mark, colour] = MARKS[report.status];
  const seconds = deliverySeconds(report);
  const took =
    seconds === undefined || report.status !== 'delivered'
      ? ''
      : output.text({ en: ` after ${seconds} s`, zh: `，耗时 ${seconds} 秒` });
  const reason =
    report.status === 'failed' && report.errCode
      ? `${output.text(COLON)}${report.errCode} – ${explainApiCode(report.errCode, output.language).cause}`
      : '';
  return `${output.paint(colour, mark)} ${output.text(STATUS[report.status])}${took}${reason}`;
}

/** Seconds from acceptance to the carrier's report; Aliyun's times are whole seconds. */
export function deliverySeconds(report: DeliveryReport): number | undefined {
  const took = tookMs(report);
  return Number.isNaN(took) ? undefined : Math.round(took / 1000);
}

/** Milliseconds; NaN if one of the times is missing. */
export const tookMs = ({ sentAt, reportedAt }: Partial<DeliveryReport>): number =>
  Date.parse(reportedAt ?? '') - Date.parse(sentAt ?? '');

/** A report for `--json`, codes masked unless `showCodes`; `code` if it is known. */
export function reportJson(report: DeliveryReport, showCodes: boolean, code?: string) {
  const { status, errCode, sentAt, reportedAt, content, templateCode, outId } = report;
  return {
    status,
    errCode,
    sentAt,
    reportedAt,
    seconds: deliverySeconds(report),
    text: content === undefined || showCodes ? content : withoutCodes(content, code),
    templateCode,
    outId,
  };
}
