import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';

/** One delivery report as Aliyun pushes it. Source:
 *  https://help.aliyun.com/zh/sms/developer-reference/smsreport-2 */
const receipt = z.looseObject({
  phone_number: z.string(),
  send_time: z.string(),
  report_time: z.string(),
  success: z.boolean(),
  err_code: z.string(),
  biz_id: z.string(),
});
export type Receipt = z.infer<typeof receipt>;

const push = z.array(receipt).min(1);

/** Reports that are remembered to tell repeats; the oldest go first. */
const MOST_REMEMBERED = 100_000;

export interface ReceiptLog {
  /** The reports of one push that had not come before; nothing where it is no such push. Resolves
   *  once they are in the file. */
  take(body: unknown): Promise<readonly Receipt[] | undefined>;
}

/**
 * Appends reports to a file, one JSON document a line, each once: Aliyun repeats a push that it
 * believes lost. One accepted send can cover many numbers, so that BizId and number together name a
 * report. Rejects where the file cannot be read or written.
 */
export async function openReceiptLog(file: string): Promise<ReceiptLog> {
  const seen = new Set<string>();
  const remember = (one: Receipt) => {
    seen.add(keyOf(one));
    for (const oldest of seen) {
      if (seen.size <= MOST_REMEMBERED) return;
      seen.delete(oldest);
    }
  };
  for (const one of await readReceipts(file)) remember(one);
  return {
    async take(body) {
      const read = push.safeParse(body);
      if (!read.success) return undefined;
      const fresh = [...new Map(read.data.map((one) => [keyOf(one), one])).values()].filter(
        (one) => !seen.has(keyOf(one)),
      );
      if (fresh.length === 0) return fresh;
      // Marked before the write: a repeat that comes meanwhile is one. Unmarked if it fails.
      for (const one of fresh) remember(one);
      try {
        const lines = fresh.map((one) => `${JSON.stringify(one)}\n`).join('');
        await appendFile(file, lines, { mode: 0o600 });
      } catch (error) {
        for (const one of fresh) seen.delete(keyOf(one));
        throw error;
      }
      return fresh;
    },
  };
}

const keyOf = ({ biz_id: bizId, phone_number: number }: Receipt): string => `${bizId} ${number}`;

/** What an earlier run has written. A line that was cut off by a crash is passed over. */
async function readReceipts(file: string): Promise<readonly Receipt[]> {
  // Made where it is missing: a file that cannot be written is told now, not when reports are lost.
  await appendFile(file, '', { mode: 0o600 });
  const text = await readFile(file, 'utf8');
  return text.split('\n').flatMap((line) => {
    try {
      const read = receipt.safeParse(JSON.parse(line));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}
