import { RecentMap } from '../recent-map.ts';

interface PendingCode {
  readonly code: string;
  readonly outId: string;
  readonly expiresAt: number;
}

const DAY_MS = 24 * 3_600_000;
/** Minimum of remembered numbers; beyond it, the least recently used are forgotten first. */
const MAX_REMEMBERED = 10_000;

/** Per number, when codes were sent, and which can still be checked. */
export class VerifyCodes {
  /** By account and number: times of sends in the last 24 hours. */
  readonly #sends = new RecentMap<readonly number[]>(MAX_REMEMBERED);
  /** By account, scheme and number. */
  readonly #codes = new RecentMap<readonly PendingCode[]>(MAX_REMEMBERED);

  /** When this number last got a code, and how many in the last 24 hours. */
  history(number: string, now: number): { readonly last: number; readonly today: number } {
    const all = this.#sends.get(number) ?? [];
    // After the clock was moved back, sends can be in the future and out of order.
    const sentAt = all.filter((time) => time > now - DAY_MS && time <= now);
    const last = sentAt.reduce((latest, time) => Math.max(latest, time), -Infinity);
    return { last, today: sentAt.length };
  }

  /** Records a send. */
  sent(number: string, now: number): void {
    const earlier = this.#sends.get(number) ?? [];
    this.#sends.set(number, [...earlier.filter((time) => time > now - DAY_MS), now]);
  }

  /** Adds a code for later checks. Unless `keepOlder`, all older codes become invalid. */
  expect(scheme: string, now: number, code: PendingCode | undefined, keepOlder: boolean): void {
    const older = keepOlder ? (this.#codes.get(scheme) ?? []) : [];
    const valid = older.filter(({ expiresAt }) => expiresAt > now);
    this.#codes.set(scheme, [...valid, ...(code === undefined ? [] : [code])]);
  }

  /** Removes and returns the matching code; `undefined` if none matches. */
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
