import { steadyClock } from './steady-clock.ts';

/** More such addresses than this within {@link HOUR} are invented by callers. */
const MAX_PROXIES = 16;
const HOUR = 3_600_000;
/** An invented address can be of any length. */
const MAX_TEXT = 64;

/**
 * Distinguishes proxies from invented addresses: whether more addresses that name no user came within
 * an hour than an installation has proxies. An address that keeps coming is a proxy whose header Logto
 * does not trust; a different one each time is invented by the caller.
 */
export function namelessAddresses(): (address: string, now: number) => boolean {
  const seen = new Map<string, number>();
  const clock = steadyClock();
  return (address, given) => {
    const now = clock(given);
    const text = address.slice(0, MAX_TEXT);
    seen.delete(text);
    seen.set(text, now);
    for (const [oldest, at] of seen) {
      if (seen.size <= MAX_PROXIES + 1 && now - at < HOUR) break;
      seen.delete(oldest);
    }
    return seen.size > MAX_PROXIES;
  };
}
