import type { Course } from './deliver.ts';

/** So many sends in a row at one endpoint of which nobody knows are no mishap any more. */
const MOST_IN_A_ROW = 3;

/** By endpoint; settings name a handful. In this process alone, as the client's circuits are. */
const unknownInARow = new Map<string, number>();

/**
 * Counts the outcome of a delivery at its endpoint, and says whether it belongs to a lasting outage:
 * then nobody is to be told that the code is on its way. Resets and answers of a broken gateway are
 * counted here; time-outs and refused connections open the client's circuit.
 */
export function isOutage(course: Course | undefined, unknown: boolean): boolean {
  if (course === undefined) {
    return false;
  }
  const { endpoint } = course.step.channel;
  const count = unknown ? (unknownInARow.get(endpoint) ?? 0) + 1 : 0;
  unknownInARow.set(endpoint, count);
  return count > MOST_IN_A_ROW;
}
