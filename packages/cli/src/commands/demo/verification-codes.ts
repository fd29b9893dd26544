/** Logto's defaults for verification codes by SMS (its sign-in experience, version 1.42). */
export const CODE_DIGITS = 6;
export const CODE_MINUTES = 10;
export const CODE_TRIES = 10;

/** `no-code`: none was requested, or it has been used. */
export type CodeVerdict = 'correct' | 'wrong' | 'expired' | 'too-many-tries' | 'no-code';

interface IssuedCode {
  readonly code: string;
  readonly expiresAt: number;
  tries: number;
}

export interface VerificationCodes {
  /** Issues a new code for this purpose, replacing the previous one. */
  issue(purpose: string): string;
  /** Judges what a person typed. A correct code is used up. */
  check(purpose: string, typed: string): CodeVerdict;
}

/** Keeps codes as Logto does: one valid code for each purpose, limited in time and attempts. */
export function createVerificationCodes(options: {
  readonly now: () => number;
  /** A whole number from 0 to `limit`, exclusive. */
  readonly randomBelow: (limit: number) => number;
}): VerificationCodes {
  const issued = new Map<string, IssuedCode>();
  return {
    issue(purpose) {
      for (const [key, { expiresAt }] of issued) {
        // Kept for a while after it expired, so that the reason can be shown.
        if (expiresAt + CODE_MINUTES * 60_000 < options.now()) issued.delete(key);
      }
      const code = String(options.randomBelow(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
      issued.set(purpose, { code, expiresAt: options.now() + CODE_MINUTES * 60_000, tries: 0 });
      return code;
    },
    check(purpose, typed) {
      const entry = issued.get(purpose);
      if (!entry) return 'no-code';
      if (entry.expiresAt <= options.now()) return 'expired';
      if (entry.tries >= CODE_TRIES) return 'too-many-tries';
      if (entry.code !== typed) {
        entry.tries += 1;
        return 'wrong';
      }
      issued.delete(purpose);
      return 'correct';
    },
  };
}
