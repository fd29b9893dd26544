import type { Account } from '../accounts/accounts.ts';
import { RecentMap } from '../recent-map.ts';
import { Refusal } from '../wire/refusal.ts';
import type { Template } from '../accounts/seed.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Verification messages per number and day, over all accounts and signatures. */
const PLATFORM_DAY_LIMIT = 40;
/** Notifications and promotions per number and day with one signature and template. */
const NOTICE_DAY_LIMIT = 50;

/**
 * Minimum of numbers whose sends are remembered. Differs: Aliyun remembers all; here the least recently
 * used are forgotten beyond this, so that memory stays bounded.
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

/** How many sends are permitted in a time window. */
interface Limit {
  readonly permits: (account: Account) => number;
  /** Which earlier sends are counted together with a new one. */
  readonly counts: (earlier: Noted, send: Noted) => boolean;
  /** First millisecond of the window that ends now. */
  readonly since: (now: number) => number;
  /** Minute, hour or day, in Aliyun's words. */
  readonly name: string;
}

/** An accepted send as remembered. */
interface Noted {
  readonly accountId: string;
  readonly signName: string;
  /** Of a notification or promotion; absent for a verification message. */
  readonly noticeCode: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Aliyun's per-number limits on the mainland. Minutes and hours are calendar ones (those of UTC+8 and
 * UTC start together), a day is the last 24 hours. Every accepted send counts, delivered or not.
 * Source: https://help.aliyun.com/document_detail/44335.htm
 *
 * Unverified: how one call to many numbers counts (here: once per number), and that one number over its
 * limit refuses the whole call.
 */
export class FlowControl {
  /** By number, oldest first. */
  readonly #sends = new RecentMap<readonly Noted[]>(MAX_REMEMBERED);

  /** Throws if one of these sends exceeds a limit, including the others. Records nothing. */
  check(sends: readonly LimitedSend[], now: number): void {
    // Most calls have one send, which needs no such map.
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

  /** Records accepted sends. */
  note(sends: readonly LimitedSend[], now: number): void {
    for (const limited of sends) {
      if (isLimited(limited)) {
        const send = noted(limited, now);
        const recent = this.#sends.get(limited.to)?.filter(({ at }) => at > now - DAY);
        // `concat` reserves no extra room, a spread does (for 17), and most numbers have one send.
        this.#sends.set(limited.to, recent === undefined ? [send] : recent.concat(send));
      }
    }
  }

  clear(): void {
    this.#sends.clear();
  }
}

/** Limits do not apply to numbers on the account's whitelist. */
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

/** Same account and signature; for notices also the same template. */
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
