import { appendFile, readFile } from 'node:fs/promises';
import { readReceipt, type Receipt } from './receipt-shapes.ts';

/** Reports that are remembered to tell repeats; the oldest go first. */
const MOST_REMEMBERED = 100_000;

export interface ReceiptLog {
  /** Those that had not come before. Resolves once they are in the file. */
  take(receipts: readonly Receipt[]): Promise<readonly Receipt[]>;
}

/**
 * Appends reports to a file as they came, one JSON document a line, each once: Aliyun repeats a push
 * that it believes lost. Rejects where the file cannot be read or written.
 */
export async function openReceiptLog(file: string): Promise<ReceiptLog> {
  const seen = new Set<string>();
  const remember = (key: string) => {
    seen.add(key);
    for (const oldest of seen) {
      if (seen.size <= MOST_REMEMBERED) return;
      seen.delete(oldest);
    }
  };
  for (const { key } of await readReceipts(file)) remember(key);
  return {
    async take(receipts) {
      const fresh = [...new Map(receipts.map((one) => [one.key, one])).values()].filter(
        ({ key }) => !seen.has(key),
      );
      if (fresh.length === 0) return fresh;
      // Marked before the write: a repeat that comes meanwhile is one. Unmarked if it fails.
      for (const { key } of fresh) remember(key);
      try {
        const lines = fresh.map(({ pushed }) => `${JSON.stringify(pushed)}\n`).join('');
        await appendFile(file, lines, { mode: 0o600 });
      } catch (error) {
        for (const { key } of fresh) seen.delete(key);
        throw error;
      }
      return fresh;
    },
  };
}

/** What an earlier run has written. A line that was cut off by a crash is passed over. */
async function readReceipts(file: string): Promise<readonly Receipt[]> {
  // Made where it is missing: a file that cannot be written is told now, not when reports are lost.
  await appendFile(file, '', { mode: 0o600 });
  const text = await readFile(file, 'utf8');
  return text.split('\n').flatMap((line) => {
    try {
      const read = readReceipt(JSON.parse(line));
      return 'receipt' in read ? [read.receipt] : [];
    } catch {
      return [];
    }
  });
}
