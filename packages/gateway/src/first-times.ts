import { createHash } from 'node:crypto';
import { firstTimesInRedis } from 'aliyun-sms-sender';

export interface FirstTimes {
  /** Which of these names are new. Never rejects. */
  readonly ask: (names: readonly string[], seconds: number) => Promise<readonly boolean[]>;
}

/** Beyond this the oldest are dropped. */
const MAX_REMEMBERED = 100_000;

/**
 * Recognizes repeats. With Redis over all instances; if Redis fails or is not configured, each instance
 * on its own.
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
      if (until.size > MAX_REMEMBERED && oldest !== undefined) until.delete(oldest);
    }
    return isNew;
  };
  return {
    async ask(names, seconds) {
      // Names contain phone numbers, which must not be readable in Redis or a dump of this process.
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
