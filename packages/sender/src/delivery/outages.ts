import type { Course } from './deliver.ts';

/** More sends in a row with unknown outcome, at one endpoint, are an outage. */
const MAX_IN_A_ROW = 3;

/** By endpoint, of which settings name a handful. Per process, like the client's circuits. */
const unknownInARow = new Map<string, number>();

/**
 * Counts the outcome of a delivery at its endpoint. True during a lasting outage, when users should no
 * longer be told that the code may be on its way. This covers resets and answers of a broken gateway;
 * time-outs and refused connections open the client's circuit.
 */
export function recordOutcome(course: Course | undefined, unknown: boolean): boolean {
  if (course === undefined) {
    return false;
  }
  const { endpoint } = course.step.channel;
  const count = unknown ? (unknownInARow.get(endpoint) ?? 0) + 1 : 0;
  unknownInARow.set(endpoint, count);
  return count > MAX_IN_A_ROW;
}
