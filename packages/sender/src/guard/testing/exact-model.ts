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
  /** Its number was verified before, so no `unverified` window counts it. */
  readonly trusted: boolean;
  settled: boolean;
  takenBack: boolean;
}

/** The guard in its simplest form: it remembers every send, and counts all each time. */
export class ExactModel {
  readonly #sends: Send[] = [];
  readonly #trustedUntil = new Map<string, number>();
  readonly #entered: {
    readonly at: number;
    readonly dimension: Dimension;
    readonly subject: string;
  }[] = [];

  /** The wait in milliseconds, 0 for none; coarse windows may extend `least` up to `most`. */
  wait(number: string, rules: readonly Rule[], now: number): { least: number; most: number } {
    let least = 0;
    let most = 0;
    const trusted = this.#isTrusted(number, now);
    for (const { dimension, subject, windows } of rules) {
      for (const { limit, seconds, count, perVerified = 0, afterSeconds = 0 } of windows) {
        const unverified = count === 'unverified';
        if (trusted && unverified) continue;
        const span = seconds * 1000;
        const slack = limit > 100 ? span / 10 : 0;
        const places = (within: number) =>
          limit + Math.floor(perVerified * this.#enteredSince(now - within, dimension, subject));
        const times = this.#sends
          .filter((send) => send.at <= now - afterSeconds * 1000)
          .filter((send) => !send.takenBack && !(unverified && (send.settled || send.trusted)))
          .filter((send) =>
            send.rules.some((rule) => rule.dimension === dimension && rule.subject === subject),
          )
          .map((send) => send.at);
        // Codes entered within a tenth of the window share a time.
        const first = times.at(-places(span)) ?? Number.NEGATIVE_INFINITY;
        const last = times.at(-places(span * 0.9)) ?? Number.NEGATIVE_INFINITY;
        least = Math.max(least, first + span - now);
        most = Math.max(most, last + span + slack - now);
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
    const rules = outstanding.flatMap((send) => send.rules);
    const places = new Map(rules.map((rule) => [`${rule.dimension} ${rule.subject}`, rule]));
    for (const { dimension, subject } of places.values()) {
      this.#entered.push({ at: now, dimension, subject });
    }
    this.#trustedUntil.set(number, now + trustMs);
    return outstanding.length > 0;
  }

  #enteredSince(start: number, dimension: Dimension, subject: string): number {
    return this.#entered.filter(
      (entry) => entry.at > start && entry.dimension === dimension && entry.subject === subject,
    ).length;
  }

  #isTrusted(number: string, now: number): boolean {
    return (this.#trustedUntil.get(number) ?? 0) > now;
  }
}
