import { RecentMap } from '../recent-map.ts';

interface PendingCode {
  readonly code: string;
  readonly outId: string;
  readonly expiresAt: number;
}

const DAY_MS = 24 * 3_600_000;
/** Numbers that are remembered at least; beyond, the ones used longest ago go first. */
const MAX_REMEMBERED = 10_000;

/** When a number was sent codes, and which of them can still be checked. */
export class VerifyCodes {
  /** By account and number: when, in the last day. */
  readonly #sends = new RecentMap<readonly number[]>(MAX_REMEMBERED);
  /** By account, scheme and number. */
  readonly #codes = new RecentMap<readonly PendingCode[]>(MAX_REMEMBERED);

  /** When this number was last sent a code; how often in the last day. */
  history(number: string, now: number): { readonly last: number; readonly today: number } {
    const all = this.#sends.get(number) ?? [];
    // A clock that was put back has sends ahead of it, and they are not in order of time.
    const sentAt = all.filter((time) => time > now - DAY_MS && time <= now);
    const last = sentAt.reduce((latest, time) => Math.max(latest, time), -Infinity);
    return { last, today: sentAt.length };
  }

  /** Notes a send. */
  sent(number: string, now: number): void {
    const earlier = this.#sends.get(number) ?? [];
    this.#sends.set(number, [...earlier.filter((time) => time > now - DAY_MS), now]);
  }

  /** Has the code checked out later; without one, none does any more, unless older ones are kept. */
  expect(scheme: string, now: number, code: PendingCode | undefined, keepOlder: boolean): void {
    const older = keepOlder ? (this.#codes.get(scheme) ?? []) : [];
    const valid = older.filter(({ expiresAt }) => expiresAt > now);
    this.#codes.set(scheme, [...valid, ...(code === undefined ? [] : [code])]);
  }

  /** The code that fits, which is then used up; `undefined` where none does. */
  take(scheme: string, now: number, fits: (code: PendingCode) => boolean): PendingCode | undefined {
    const codes = this.#codes.get(scheme) ?? [];
    const found = codes.find((code) => code.expiresAt > now && fits(code));
    if (found !== undefined) {
      this.#codes.set(
        scheme,
        codes.filter((code) => code !== found),
      );
    }
    return found;
  }

  clear(): void {
    this.#sends.clear();
    this.#codes.clear();
  }
}
