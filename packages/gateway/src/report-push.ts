import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Words } from 'aliyun-sms-sender';
import { readReport, type DeliveryReport } from './delivery-reports.ts';

/** Largest push, packed and unpacked: some thousand reports; Aliyun documents no limit. Bytes. */
export const MOST_PUSHED = 1024 * 1024;

/** The answer that Aliyun expects, with status 200; it only checks that `code` is a number. */
export const pushAcknowledgement = { code: 0, msg: 'OK' } as const;

/** What Aliyun pushed, in the format of either site. */
export interface ReportPush {
  readonly reports: readonly DeliveryReport[];
  /** What was skipped. Refusing the push would make Aliyun repeat it, good reports included. */
  readonly oddities: Words | undefined;
}

/** A push without any usable report. It names fields, never their values. */
export interface RefusedPush {
  readonly status: 400 | 413 | 415;
  readonly reason: Words;
}

/**
 * Reads a push. As documented it is a list; a message from a queue is a single report.
 *
 * @param sent at most {@link MOST_PUSHED} bytes; `undefined` if there were more
 * @param encoding the header Content-Encoding
 */
export async function readPush(
  sent: Uint8Array | undefined,
  encoding = 'identity',
): Promise<ReportPush | RefusedPush> {
  const body = await unpacked(sent, encoding.trim().toLowerCase());
  if ('reason' in body) return body;
  const entries = [body.content].flat().map(readReport);
  const reports = entries.flatMap((entry) => ('report' in entry ? [entry.report] : []));
  const odd = entries.flatMap((entry) => ('odd' in entry ? [entry.odd] : []));
  const oddities = odd.length > 0 ? notReports(odd, entries.length) : undefined;
  return reports.length > 0 ? { reports, oddities } : { status: 400, reason: oddities ?? NOTHING };
}

async function unpacked(
  sent: Uint8Array | undefined,
  encoding: string,
): Promise<{ readonly content: unknown } | RefusedPush> {
  const isPlain = encoding === 'identity';
  if (!isPlain && encoding !== 'gzip' && encoding !== 'x-gzip') return OTHER_ENCODING;
  if (sent === undefined) return TOO_LARGE;
  try {
    const plain = isPlain ? sent : await promisify(gunzip)(sent, { maxOutputLength: MOST_PUSHED });
    return { content: JSON.parse(Buffer.from(plain).toString()) };
  } catch (error) {
    return error instanceof RangeError ? TOO_LARGE : NOT_JSON;
  }
}

const TOO_LARGE: RefusedPush = {
  status: 413,
  reason: { en: 'a push of more than 1 MiB', zh: '超过 1 MiB 的推送' },
};
const OTHER_ENCODING: RefusedPush = {
  status: 415,
  reason: {
    en: 'a push in a Content-Encoding other than gzip',
    zh: 'Content-Encoding 不是 gzip 的推送',
  },
};
const NOT_JSON: RefusedPush = {
  status: 400,
  reason: { en: 'a push that is not JSON', zh: '不是 JSON 的推送' },
};
const NOTHING: Words = { en: 'a push without any report', zh: '不含回执的推送' };

/** Only the first is described: the others usually have the same fault. */
const notReports = ([first = '', ...others]: readonly string[], all: number): Words => ({
  en: `${others.length + 1} of ${all} entries are not delivery reports (missing or wrong type: ${first})`,
  zh: `${all} 条中有 ${others.length + 1} 条不是回执（字段缺失或类型错误：${first}）`,
});
