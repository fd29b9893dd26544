import { appendFile, readFile } from 'node:fs/promises';
import { readReport, reportName, type DeliveryReport } from 'aliyun-sms-gateway';

/** Reports that are remembered to recognise duplicates; the oldest are dropped first. */
const MOST_REMEMBERED = 100_000;

export interface ReceiptLog {
  /** Resolves to the reports that are new, once they are in the file. */
  take(reports: readonly DeliveryReport[]): Promise<readonly DeliveryReport[]>;
}

/**
 * Appends reports to a file as received, one JSON document per line, without duplicates: Aliyun repeats
 * a push that it believes lost. Rejects if the file cannot be read or written.
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
  for (const report of await readReports(file)) remember(reportName(report));
  return {
    async take(reports) {
      const fresh = [...new Map(reports.map((one) => [reportName(one), one])).values()].filter(
        (report) => !seen.has(reportName(report)),
      );
      if (fresh.length === 0) return fresh;
      // Remembered before the write, so that a duplicate that arrives meanwhile is recognised.
      for (const report of fresh) remember(reportName(report));
      try {
        const lines = fresh.map(({ pushed }) => `${JSON.stringify(pushed)}\n`).join('');
        await appendFile(file, lines, { mode: 0o600 });
      } catch (error) {
        for (const report of fresh) seen.delete(reportName(report));
        throw error;
      }
      return fresh;
    },
  };
}

/** What an earlier run has written. A line truncated by a crash is skipped. */
async function readReports(file: string): Promise<readonly DeliveryReport[]> {
  // Created if missing, so that a file that cannot be written fails now, not when reports arrive.
  await appendFile(file, '', { mode: 0o600 });
  const text = await readFile(file, 'utf8');
  return text.split('\n').flatMap((line) => {
    try {
      const read = readReport(JSON.parse(line));
      return 'report' in read ? [read.report] : [];
    } catch {
      return [];
    }
  });
}
