import { talliesOf, type Counter, type Dimension, type Window } from '../counter.ts';
import type { Namespace } from '../namespace.ts';
import type { GuardStore, Question } from '../store.ts';

export const NAMESPACE: Namespace = { id: 'namespace-a', key: Buffer.from('key') };
const MINUTE = 60_000;

export const counter = (
  dimension: Dimension,
  subject: string,
  ...windows: Window[]
): readonly Counter[] => talliesOf(dimension, windows).map((tally) => ({ tally, subject }));

export const questionOf = (
  counters: readonly Counter[],
  now: number,
  more: Partial<Question> = {},
): Question => ({
  namespace: NAMESPACE,
  number: '8613800138000',
  counters,
  codeMs: 10 * MINUTE,
  now,
  ...more,
});

/** What refused and for how many seconds; `undefined` if admitted. */
export async function verdictOf(store: GuardStore, question: Question) {
  const { refusedBy, ...rest } = await store.admit(question);
  return refusedBy && { refusedBy, ...rest };
}
