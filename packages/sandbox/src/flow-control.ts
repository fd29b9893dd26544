import type { Account } from './accounts.ts';
import { RecentMap } from './recent-map.ts';
import { Refusal } from './refusal.ts';
import type { Template } from './seed.ts';

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

/** A window of time and how many sends it permits. */
interface Window {
  readonly permits: number;
  /** First millisecond that counts, seen from now. */
  readonly since: (now: number) => number;
  /** Minute, hour or day, in Aliyun's words. */
  readonly name: string;
}

/** Which earlier sends are counted together with a new one, and in which windows. */
interface Limit {
  readonly counts: (earlier: Noted, send: Noted) => boolean;
  readonly windows: readonly Window[];
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
    const planned = new Map<string, readonly Noted[]>();
    for (const limited of sends.filter(isLimited)) {
      const { to } = limited;
      const earlier = planned.get(to) ?? this.#sends.get(to) ?? [];
      const send = noted(limited, now);
      checkOne(earlier, send, limitsFor(limited));
      planned.set(to, earlier.concat(send));
    }
  }

  /** Notes accepted sends. */
  note(sends: readonly LimitedSend[], now: number): void {
    for (const limited of sends.filter(isLimited)) {
      const recent = this.#sends.get(limited.to)?.filter(({ at }) => at > now - DAY) ?? [];
      // `concat` makes room for no more, a spread for 17; most numbers have one.
      this.#sends.set(limited.to, recent.concat(noted(limited, now)));
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

const NOTICE_LIMITS: readonly Limit[] = [
  {
    counts: isAlike,
    windows: [{ permits: NOTICE_DAY_LIMIT, since: lastDay, name: '天' }],
  },
];

const PLATFORM_LIMIT: Limit = {
  counts: ({ noticeCode }) => noticeCode === undefined,
  windows: [{ permits: PLATFORM_DAY_LIMIT, since: lastDay, name: '天' }],
};

function limitsFor({ account, template }: LimitedSend): readonly Limit[] {
  if (template.type !== 0) {
    return NOTICE_LIMITS;
  }
  const { minute, hour, day } = account.start.perNumber;
  const windows = [
    { permits: minute, since: minuteStart, name: '分钟' },
    { permits: hour, since: hourStart, name: '小时' },
    { permits: day, since: lastDay, name: '天' },
  ];
  return [{ counts: isAlike, windows }, PLATFORM_LIMIT];
}

/** From one account with one signature; of notices, also with one template. */
function isAlike(earlier: Noted, send: Noted): boolean {
  return (
    earlier.accountId === send.accountId &&
    earlier.signName === send.signName &&
    earlier.noticeCode === send.noticeCode
  );
}

function checkOne(earlier: readonly Noted[], send: Noted, limits: readonly Limit[]): void {
  for (const { counts, windows } of limits) {
    const times = earlier.filter((one) => counts(one, send)).map(({ at }) => at);
    const exceeded = windows.find(
      ({ permits, since }) => countSince(times, since(send.at), send.at) >= permits,
    );
    if (exceeded !== undefined) {
      throw new Refusal('flowControl', 'isv.BUSINESS_LIMIT_CONTROL', {
        message: `触发${exceeded.name}级流控Permits:${exceeded.permits}`,
      });
    }
  }
}

function countSince(times: readonly number[], start: number, now: number): number {
  return times.filter((time) => time >= start && time <= now).length;
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
