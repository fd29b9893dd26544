import type { Account } from '../accounts/accounts.ts';
import { RecentMap } from '../recent-map.ts';
import { Refusal } from '../wire/refusal.ts';
import type { Template } from '../accounts/seed.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Verification messages to one number a day, from all accounts and signatures together. */
const PLATFORM_DAY_LIMIT = 40;
/** Notifications and promotions a day, of one signature and template to one number. */
const NOTICE_DAY_LIMIT = 50;

/**
 * Numbers whose sends are remembered at least. Differs: Aliyun remembers all; beyond this the ones
 * that were sent to longest ago start anew, so that memory stays bounded.
 */
const MAX_REMEMBERED = 20_000;

/** One verification, notification or promotion message. */
export interface LimitedSend {
  readonly account: Account;
  readonly signName: string;
  readonly template: Template;
  /** E.164, mainland only. */
  readonly to: string;
}

/** How many sends a window of time permits. */
interface Limit {
  readonly permits: (account: Account) => number;
  /** Which earlier sends are counted together with a new one. */
  readonly counts: (earlier: Noted, send: Noted) => boolean;
  /** First millisecond that counts, seen from now. */
  readonly since: (now: number) => number;
  /** Minute, hour or day, in Aliyun's words. */
  readonly name: string;
}

/** An accepted send, as it is remembered. */
interface Noted {
  readonly accountId: string;
  readonly signName: string;
  /** Of a notification or promotion; absent for a verification message. */
  readonly noticeCode: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Aliyun's per-number limits on the mainland. Minute and hour are calendar ones (those of UTC+8,
 * which begin with UTC's), the day is the last 24 hours. An accepted send counts, whatever becomes
 * of it. Source: https://help.aliyun.com/document_detail/44335.htm
 *
 * Unverified: how one call to many numbers counts (here: once for each), and that one number over
 * its limit refuses the whole call.
 */
export class FlowControl {
  /** By number, oldest first. */
  readonly #sends = new RecentMap<readonly Noted[]>(MAX_REMEMBERED);

  /** Throws if one of these sends is over a limit, the others counted in. Nothing is noted yet. */
  check(sends: readonly LimitedSend[], now: number): void {
    // One send has no others to be counted in, and most calls are one send.
    const planned = sends.length > 1 ? new Map<string, readonly Noted[]>() : undefined;
    for (const limited of sends) {
      if (isLimited(limited)) {
        const { to } = limited;
        const earlier = planned?.get(to) ?? this.#sends.get(to) ?? NONE;
        const send = noted(limited, now);
        checkOne(limited.account, earlier, send);
        planned?.set(to, earlier.concat(send));
      }
    }
  }

  /** Notes accepted sends. */
  note(sends: readonly LimitedSend[], now: number): void {
    for (const limited of sends) {
      if (isLimited(limited)) {
        const send = noted(limited, now);
        const recent = this.#sends.get(limited.to)?.filter(({ at }) => at > now - DAY);
        // `concat` makes room for no more, a spread for 17; most numbers have one.
        this.#sends.set(limited.to, recent === undefined ? [send] : recent.concat(send));
      }
    }
  }

  clear(): void {
    this.#sends.clear();
  }
}

/** No limit holds for a number on the account's whitelist. */
function isLimited({ account, to }: LimitedSend): boolean {
  return !account.start.whitelist.includes(to);
}

function noted({ account, signName, template }: LimitedSend, at: number): Noted {
  const noticeCode = template.type === 0 ? undefined : template.templateCode;
  return { accountId: account.id, signName, noticeCode, at };
}

const NONE: readonly Noted[] = [];

const NOTICE_LIMITS: readonly Limit[] = [
  { permits: () => NOTICE_DAY_LIMIT, counts: isAlike, since: lastDay, name: '天' },
];

const VERIFICATION_LIMITS: readonly Limit[] = [
  {
    permits: ({ start }) => start.perNumber.minute,
    counts: isAlike,
    since: minuteStart,
    name: '分钟',
  },
  {
    permits: ({ start }) => start.perNumber.hour,
    counts: isAlike,
    since: hourStart,
    name: '小时',
  },
  {
    permits: ({ start }) => start.perNumber.day,
    counts: isAlike,
    since: lastDay,
    name: '天',
  },
  {
    permits: () => PLATFORM_DAY_LIMIT,
    counts: ({ noticeCode }) => noticeCode === undefined,
    since: lastDay,
    name: '天',
  },
];

/** From one account with one signature; of notices, also with one template. */
function isAlike(earlier: Noted, send: Noted): boolean {
  return (
    earlier.accountId === send.accountId &&
    earlier.signName === send.signName &&
    earlier.noticeCode === send.noticeCode
  );
}

function checkOne(account: Account, earlier: readonly Noted[], send: Noted): void {
  const limits = send.noticeCode === undefined ? VERIFICATION_LIMITS : NOTICE_LIMITS;
  for (const { permits, counts, since, name } of limits) {
    const permitted = permits(account);
    const start = since(send.at);
    let counted = 0;
    for (const one of earlier) {
      if (one.at >= start && one.at <= send.at && counts(one, send)) {
        counted += 1;
      }
    }
    if (counted >= permitted) {
      throw new Refusal('flowControl', 'isv.BUSINESS_LIMIT_CONTROL', {
        message: `触发${name}级流控Permits:${permitted}`,
      });
    }
  }
}

function minuteStart(now: number): number {
  return now - (now % MINUTE);
}

function hourStart(now: number): number {
  return now - (now % HOUR);
}

function lastDay(now: number): number {
  return now - DAY + 1;
}
