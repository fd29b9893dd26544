import { createHash } from 'node:crypto';
import { firstTimesInRedis } from 'aliyun-sms-sender';

export interface FirstTimes {
  /** Which of these names were never given before. Never rejects. */
  readonly ask: (names: readonly string[], seconds: number) => Promise<readonly boolean[]>;
}

/** The oldest go first. */
const MOST_REMEMBERED = 100_000;

/**
 * Tells what has come before. With Redis all instances know together; where it is away, or none is
 * configured, each knows for itself.
 */
export function createFirstTimes(now: () => number, usesRedis: () => boolean): FirstTimes {
  const until = new Map<string, number>();
  const own = (name: string, seconds: number): boolean => {
    const at = now();
    const isNew = (until.get(name) ?? 0) <= at;
    if (isNew) {
      until.delete(name);
      until.set(name, at + seconds * 1000);
      const oldest = until.keys().next().value;
      if (until.size > MOST_REMEMBERED && oldest !== undefined) until.delete(oldest);
    }
    return isNew;
  };
  return {
    async ask(names, seconds) {
      // Names hold phone numbers, which nobody is to read in Redis or in a dump of this process.
      const hidden = names.map((name) => createHash('sha256').update(name).digest('base64url'));
      const here = hidden.map((name) => own(name, seconds));
      if (!usesRedis() || !here.includes(true)) return here;
      try {
        const there = await firstTimesInRedis(hidden, { now: now(), seconds });
        return here.map((isNew, index) => isNew && there[index] === true);
      } catch {
        return here;
      }
    },
  };
}
