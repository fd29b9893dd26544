import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Hono, type HonoRequest } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readAtMost } from '../../capped-body.ts';
import type { Localized } from '../../language.ts';
import type { ReceiptLog } from './receipt-log.ts';
import { readPush, type Receipt } from './receipt-shapes.ts';

/** Largest push, packed and unpacked, in bytes. Some thousand reports. */
export const MAX_PUSH = 1024 * 1024;

export interface ReceiptsListener {
  /** Reports that had not come before, once they are kept. */
  readonly onReceipts: (receipts: readonly Receipt[]) => void;
  /** What was not taken and why; it names fields and never what they hold. */
  readonly onRefused: (reason: Localized) => void;
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
  { onReceipts, onRefused }: ReceiptsListener,
): Hono {
  const app = new Hono();
  app.post(`/${secretPath}`, async (context) => {
    const push = await readBody(context.req);
    if ('refusal' in push) {
      onRefused(push.reason);
      return context.json({ code: 1, msg: push.reason.en }, push.refusal);
    }
    const entries = readPush(push.body);
    const receipts = entries.flatMap((entry) => ('receipt' in entry ? [entry.receipt] : []));
    const odd = entries.flatMap((entry) => ('odd' in entry ? [entry.odd] : []));
    onReceipts(await log.take(receipts));
    if (odd.length > 0) onRefused(notReports(odd, entries.length));
    if (receipts.length > 0) return context.json({ code: 0, msg: 'OK' });
    if (entries.length === 0) onRefused(NOTHING);
    return context.json({ code: 1, msg: 'not a delivery report' }, 400);
  });
  app.onError((_, context) => context.json({ code: 1, msg: 'not kept, push again' }, 500));
  return app;
}

interface Refusal {
  readonly refusal: ContentfulStatusCode;
  readonly reason: Localized;
}

async function readBody(request: HonoRequest): Promise<{ readonly body: unknown } | Refusal> {
  const encoding = request.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) return ENCODING;
  const sent = await readAtMost(request.raw.body, MAX_PUSH);
  if (!sent) return TOO_LARGE;
  try {
    const plain = encoding === 'identity' ? sent : await unpacked(sent);
    if (!plain) return TOO_LARGE;
    return { body: JSON.parse(plain.toString()) as unknown };
  } catch {
    return NOT_JSON;
  }
}

/** Nothing where it grows beyond what a push may have. */
async function unpacked(packed: Buffer): Promise<Buffer | undefined> {
  try {
    return await promisify(gunzip)(packed, { maxOutputLength: MAX_PUSH });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const TOO_LARGE: Refusal = {
  refusal: 413,
  reason: {
    en: 'a push of more than 1 MiB',
    zh: '超过 1 MiB 的推送',
  },
};
const ENCODING: Refusal = {
  refusal: 415,
  reason: {
    en: 'a push in a Content-Encoding other than gzip',
    zh: 'Content-Encoding 不是 gzip 的推送',
  },
};
const NOT_JSON: Refusal = {
  refusal: 400,
  reason: { en: 'a push that is not JSON', zh: '不是 JSON 的推送' },
};
const NOTHING: Localized = { en: 'a push without any report', zh: '不含回执的推送' };

/** Told of the first alone: what is odd in one is odd in the others. */
const notReports = ([first = '', ...others]: readonly string[], all: number): Localized => ({
  en: `${others.length + 1} of ${all} entries that are not delivery reports (missing or of the wrong type: ${first})`,
  zh: `${all} 条中有 ${others.length + 1} 条不是送达回执（缺少或类型不对：${first}）`,
});
