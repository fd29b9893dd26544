import { steadyClock } from './steady-clock.ts';

/** More than this many in {@link HOUR} are made up by callers. */
const MOST_PROXIES = 16;
const HOUR = 3_600_000;
/** Whoever makes addresses up may write a page. */
const LONGEST_TEXT = 64;

/**
 * Tells a proxy from addresses that callers made up: whether more of those that name no user came within
 * an hour than an installation has proxies. One that keeps coming is a proxy whose header Logto does not
 * trust; a different one each time is a caller's own invention.
 */
export function namelessAddresses(): (address: string, now: number) => boolean {
  const seen = new Map<string, number>();
  const clock = steadyClock();
  return (address, given) => {
    const now = clock(given);
    const text = address.slice(0, LONGEST_TEXT);
    seen.delete(text);
    seen.set(text, now);
    for (const [oldest, at] of seen) {
      if (seen.size <= MOST_PROXIES + 1 && now - at < HOUR) break;
      seen.delete(oldest);
    }
    return seen.size > MOST_PROXIES;
  };
}
