import type { SendOutcome } from '../errors.ts';
import { errorBook, type ErrorBookEntry, type ErrorCategory } from './error-book.ts';

/** What is known about one code. */
export interface Explanation {
  readonly apiCode: string;
  /** False for a code that the book does not have; the rest is then a careful guess. */
  readonly known: boolean;
  /** `accepted`: the code belongs to a delivery report, the message had been taken. */
  readonly outcome: SendOutcome | 'accepted';
  readonly category: ErrorCategory;
}

const byCode = new Map<string, ErrorBookEntry>();
const byBeginning: [string, ErrorBookEntry][] = [];
for (const entry of errorBook) {
  for (const code of entry.codes) {
    if (code.endsWith('*')) {
      byBeginning.push([code.slice(0, -1), entry]);
    } else {
      byCode.set(withoutFamily(code), entry);
    }
  }
}

/**
 * Looks a code up in the error book: API refusals and delivery reports of all three products.
 *
 * The same refusal comes as `isv.X`, `isp.X` or `X`, depending on the product and its age: all find
 * the same entry.
 */
export function explainApiCode(apiCode: string): Explanation {
  const entry = find(withoutFamily(apiCode));
  return entry === undefined
    ? { apiCode, known: false, outcome: 'not-sent', category: 'unknown' }
    : { apiCode, known: true, outcome: entry.outcome, category: entry.category };
}

function find(code: string): ErrorBookEntry | undefined {
  return byCode.get(code) ?? byBeginning.find(([beginning]) => code.startsWith(beginning))?.[1];
}

function withoutFamily(code: string): string {
  return code.replace(/^is[vp]\./, '');
}
