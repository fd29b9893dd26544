import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Words } from 'aliyun-sms-sender';
import { readReport, type DeliveryReport } from './delivery-reports.ts';

/** Largest push, packed and unpacked: some thousand reports; Aliyun documents no number. Bytes. */
export const MOST_PUSHED = 1024 * 1024;

/** What Aliyun must be answered, with status 200; it looks at nothing but that `code` is a number. */
export const reportAnswer = { code: 0, msg: 'OK' } as const;

/** What Aliyun pushed, in the shape of either site. */
export interface ReportPush {
  readonly reports: readonly DeliveryReport[];
  /** What of it was passed over: a push that is refused comes again, and its good reports with it. */
  readonly oddities: Words | undefined;
}

/** Nothing of it can be taken. It names fields and never what they hold. */
export interface RefusedPush {
  readonly status: 400 | 413 | 415;
  readonly reason: Words;
}

/**
 * Reads a push. As documented it is a list; a queue's message, passed on, is one report alone.
 *
 * @param sent at most {@link MOST_PUSHED} bytes; nothing where there were more
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

/** Told of the first alone: what is odd in one is odd in the others. */
const notReports = ([first = '', ...others]: readonly string[], all: number): Words => ({
  en: `${others.length + 1} of ${all} entries that are not delivery reports (missing or of the wrong type: ${first})`,
  zh: `${all} 条中有 ${others.length + 1} 条不是送达回执（缺少或类型不对：${first}）`,
});
