import type { Account } from './accounts.ts';
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
 * Numbers whose sends are remembered. Differs: Aliyun remembers all; beyond this the ones that
 * were first seen longest ago start anew, so that memory stays bounded.
 */
const MAX_REMEMBERED = 100_000;

export interface PlannedSend {
  readonly account: Account;
  readonly signName: string;
  readonly template: Template;
  /** E.164, mainland only. */
  readonly to: string;
}

interface Limit {
  /** Whose sends are counted together. */
  readonly key: string;
  readonly permits: number;
  /** First millisecond that counts, seen from now. */
  readonly since: (now: number) => number;
  /** Minute, hour or day, in Aliyun's words. */
  readonly name: string;
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
  readonly #sends = new Map<string, number[]>();

  /** Throws if one of these sends is over a limit. Nothing is counted yet. */
  check(sends: readonly PlannedSend[], now: number): void {
    for (const send of sends) {
      const exceeded = limits(send).find((limit) => this.#count(limit, now) >= limit.permits);
      if (exceeded !== undefined) {
        throw new Refusal('flowControl', 'isv.BUSINESS_LIMIT_CONTROL', {
          message: `触发${exceeded.name}级流控Permits:${exceeded.permits}`,
        });
      }
    }
  }

  count(sends: readonly PlannedSend[], now: number): void {
    for (const send of sends) {
      for (const key of new Set(limits(send).map((limit) => limit.key))) {
        this.#note(key, now);
      }
    }
  }

  clear(): void {
    this.#sends.clear();
  }

  #count({ key, since }: Limit, now: number): number {
    const start = since(now);
    return this.#sends.get(key)?.filter((time) => time >= start && time <= now).length ?? 0;
  }

  #note(key: string, now: number): void {
    const times = this.#sends.get(key) ?? [];
    const recent = times.filter((time) => time > now - DAY);
    recent.push(now);
    // Set anew, so that the map's order is the order of use.
    this.#sends.delete(key);
    this.#sends.set(key, recent);
    if (this.#sends.size > MAX_REMEMBERED) {
      for (const oldest of this.#sends.keys()) {
        this.#sends.delete(oldest);
        break;
      }
    }
  }
}

function lastDay(now: number): number {
  return now - DAY + 1;
}

function limits({ account, signName, template, to }: PlannedSend): readonly Limit[] {
  if (account.start.whitelist.includes(to)) {
    return [];
  }
  if (template.type !== 0) {
    const key = ['notice', account.id, signName, template.templateCode, to].join('\n');
    return [{ key, permits: NOTICE_DAY_LIMIT, since: lastDay, name: '天' }];
  }
  const { minute, hour, day } = account.start.perNumber;
  const key = ['verification', account.id, signName, to].join('\n');
  return [
    { key, permits: minute, since: (now) => now - (now % MINUTE), name: '分钟' },
    { key, permits: hour, since: (now) => now - (now % HOUR), name: '小时' },
    { key, permits: day, since: lastDay, name: '天' },
    { key: `platform\n${to}`, permits: PLATFORM_DAY_LIMIT, since: lastDay, name: '天' },
  ];
}
