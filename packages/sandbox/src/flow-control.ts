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

/** The limits that hold for one send. */
export type SendLimits = readonly Limit[];

/** A window of time and how many sends it permits. */
interface Window {
  readonly permits: number;
  /** First millisecond that counts, seen from now. */
  readonly since: (now: number) => number;
  /** Minute, hour or day, in Aliyun's words. */
  readonly name: string;
}

interface Limit {
  /** Whose sends are counted together. */
  readonly key: string;
  readonly windows: readonly Window[];
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
  /** Times of accepted sends, oldest first. */
  readonly #sends = new RecentMap<readonly number[]>(MAX_REMEMBERED);

  /** Throws if one of these sends is over a limit, the others counted in. Nothing is noted yet. */
  check(sends: readonly SendLimits[], now: number): void {
    const planned = new Map<string, number>();
    for (const { key, windows } of sends.flat()) {
      const times = this.#sends.get(key) ?? [];
      const earlier = planned.get(key) ?? 0;
      const exceeded = windows.find(
        ({ permits, since }) => countSince(times, since(now), now) + earlier >= permits,
      );
      if (exceeded !== undefined) {
        throw new Refusal('flowControl', 'isv.BUSINESS_LIMIT_CONTROL', {
          message: `触发${exceeded.name}级流控Permits:${exceeded.permits}`,
        });
      }
      planned.set(key, earlier + 1);
    }
  }

  /** Notes accepted sends. */
  note(sends: readonly SendLimits[], now: number): void {
    for (const { key } of sends.flat()) {
      const recent = this.#sends.get(key)?.filter((time) => time > now - DAY) ?? [];
      // `concat` makes room for no more, a spread for 17; most numbers have one.
      this.#sends.set(key, recent.concat(now));
    }
  }

  clear(): void {
    this.#sends.clear();
  }
}

/** The limits for one send; none for a number on the account's whitelist. */
export function limitsFor({ account, signName, template, to }: LimitedSend): SendLimits {
  if (account.start.whitelist.includes(to)) {
    return [];
  }
  if (template.type !== 0) {
    const key = `notice\n${account.id}\n${signName}\n${template.templateCode}\n${to}`;
    return [{ key, windows: [{ permits: NOTICE_DAY_LIMIT, since: lastDay, name: '天' }] }];
  }
  const { minute, hour, day } = account.start.perNumber;
  const key = `verification\n${account.id}\n${signName}\n${to}`;
  return [
    {
      key,
      windows: [
        { permits: minute, since: minuteStart, name: '分钟' },
        { permits: hour, since: hourStart, name: '小时' },
        { permits: day, since: lastDay, name: '天' },
      ],
    },
    {
      key: `platform\n${to}`,
      windows: [{ permits: PLATFORM_DAY_LIMIT, since: lastDay, name: '天' }],
    },
  ];
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
