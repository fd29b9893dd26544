import { RecentMap } from '../recent-map.ts';

interface PendingCode {
  readonly code: string;
  readonly outId: string;
  readonly expiresAt: number;
}

const DAY_MS = 24 * 3_600_000;
/** Numbers that are remembered at least; beyond, the ones used longest ago go first. */
const MAX_REMEMBERED = 10_000;

interface OfNumber {
  readonly codes: readonly PendingCode[];
  /** When codes were sent, in the last day. */
  readonly sentAt: readonly number[];
}

/** Codes that Aliyun made, sent and will check itself, by account, scheme and number. */
export class VerifyCodes {
  readonly #byNumber = new RecentMap<OfNumber>(MAX_REMEMBERED);

  /** When this number was last sent a code; how often in the last day. */
  history(key: string, now: number): { readonly last: number; readonly today: number } {
    const all = this.#byNumber.get(key)?.sentAt ?? [];
    // A clock that was put back has sends ahead of it, and they are not in order of time.
    const sentAt = all.filter((time) => time > now - DAY_MS && time <= now);
    const last = sentAt.reduce((latest, time) => Math.max(latest, time), -Infinity);
    return { last, today: sentAt.length };
  }

  /** Notes a send; with a code, that can be checked later. */
  note(key: string, now: number, code: PendingCode | undefined, keepOlder: boolean): void {
    const before = this.#byNumber.get(key);
    const older = keepOlder ? (before?.codes.filter(({ expiresAt }) => expiresAt > now) ?? []) : [];
    const codes = [...older, ...(code === undefined ? [] : [code])];
    const sentAt = [...(before?.sentAt ?? []).filter((time) => time > now - DAY_MS), now];
    this.#byNumber.set(key, { codes, sentAt });
  }

  /** The code that fits, which is then used up; `undefined` where none does. */
  take(key: string, now: number, fits: (code: PendingCode) => boolean): PendingCode | undefined {
    const ofNumber = this.#byNumber.get(key);
    const found = ofNumber?.codes.find((code) => code.expiresAt > now && fits(code));
    if (ofNumber !== undefined && found !== undefined) {
      const codes = ofNumber.codes.filter((code) => code !== found);
      this.#byNumber.set(key, { ...ofNumber, codes });
    }
    return found;
  }

  clear(): void {
    this.#byNumber.clear();
  }
}
