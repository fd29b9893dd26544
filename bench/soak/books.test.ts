import { describe, expect, test } from 'vitest';
import { Books } from './books.mjs';

function discrepanciesOf(outcome: string | undefined, received: number) {
  const books = new Books();
  books.send('a');
  if (outcome !== undefined) books.report('a', outcome);
  for (let times = 0; times < received; times += 1) books.receive('a');
  return books.balance().discrepancies;
}

describe('the books of a soak', () => {
  test.each([
    ['accepted', 1],
    ['not-sent', 0],
    ['unknown', 0],
    ['unknown', 1],
  ])('balance if a send reported as %s was received %i times', (outcome, received) => {
    expect(discrepanciesOf(outcome, received)).toEqual([]);
  });

  test.each([
    ['accepted', 0, 'reported as accepted, but not received: a'],
    ['accepted', 2, 'received 2 times, reported as accepted: a'],
    ['not-sent', 1, 'reported as not sent, but received: a'],
    ['unknown', 2, 'received 2 times, reported as unknown: a'],
    [undefined, 0, 'never ended: a'],
    [undefined, 1, 'never ended: a'],
    ['another error', 0, 'ended as another error: a'],
  ])(
    'do not balance if a send reported as %s was received %i times',
    (outcome, received, problem) => {
      expect(discrepanciesOf(outcome, received)).toEqual([problem]);
    },
  );

  test('do not balance if a message was received that was never sent', () => {
    const books = new Books();
    books.receive('b');
    expect(books.balance().discrepancies).toEqual(['received, but never sent: b']);
  });

  test('do not balance if a send was reported twice', () => {
    const books = new Books();
    books.send('a');
    books.report('a', 'accepted');
    books.report('a', 'accepted');
    books.receive('a');
    expect(books.balance().discrepancies).toEqual(['reported twice: a']);
  });

  test('count the sends by outcome', () => {
    const books = new Books();
    for (const [key, outcome] of [
      ['a', 'accepted'],
      ['b', 'not-sent'],
      ['c', 'unknown'],
      ['d', 'unknown'],
    ] as const) {
      books.send(key);
      books.report(key, outcome);
    }
    books.receive('a');
    books.receive('d');
    expect(books.balance()).toEqual({
      sends: 4,
      counts: { accepted: 1, 'not-sent': 1, unknown: 2, 'unknown, received': 1 },
      discrepancies: [],
    });
  });
});
