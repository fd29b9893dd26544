import type { Dimension, Window } from '../counter.ts';

export interface Rule {
  readonly dimension: Dimension;
  readonly subject: string;
  readonly windows: readonly Window[];
}

interface Send {
  readonly id: number;
  readonly number: string;
  readonly at: number;
  readonly rules: readonly Rule[];
  /** Its number was verified before: it stands in no `unverified` window. */
  readonly trusted: boolean;
  settled: boolean;
  takenBack: boolean;
}

/** The guard as the words say it: it remembers all that ever was, and counts anew each time. */
export class ExactModel {
  readonly #sends: Send[] = [];
  readonly #trustedUntil = new Map<string, number>();

  /** The wait in milliseconds, 0 for none, and the range that coarse windows may add to it. */
  wait(number: string, rules: readonly Rule[], now: number): { least: number; most: number } {
    let least = 0;
    let most = 0;
    const trusted = this.#isTrusted(number, now);
    for (const { dimension, subject, windows } of rules) {
      for (const { limit, seconds, count } of windows) {
        const unverified = count === 'unverified';
        if (trusted && unverified) continue;
        const span = seconds * 1000;
        const slack = limit > 100 ? span / 10 : 0;
        const times = this.#sends
          .filter((send) => !send.takenBack && !(unverified && (send.settled || send.trusted)))
          .filter((send) =>
            send.rules.some((rule) => rule.dimension === dimension && rule.subject === subject),
          )
          .map((send) => send.at);
        const leaving = times.at(-limit);
        if (leaving === undefined) continue;
        least = Math.max(least, leaving + span - now);
        most = Math.max(most, leaving + span + slack - now);
      }
    }
    return { least: Math.max(0, least), most: Math.max(0, most) };
  }

  admit(number: string, rules: readonly Rule[], now: number): number {
    const id = this.#sends.length;
    const trusted = this.#isTrusted(number, now);
    this.#sends.push({ id, number, at: now, rules, trusted, settled: false, takenBack: false });
    return id;
  }

  takeBack(id: number): void {
    const send = this.#sends[id];
    if (send !== undefined) send.takenBack = true;
  }

  settle(number: string, codeMs: number, trustMs: number, now: number): boolean {
    const outstanding = this.#sends.filter(
      (send) =>
        send.number === number &&
        !send.trusted &&
        !send.settled &&
        !send.takenBack &&
        send.at + codeMs > now,
    );
    for (const send of outstanding) send.settled = true;
    this.#trustedUntil.set(number, now + trustMs);
    return outstanding.length > 0;
  }

  #isTrusted(number: string, now: number): boolean {
    return (this.#trustedUntil.get(number) ?? 0) > now;
  }
}
