import { describe, expect, test } from 'vitest';
import { Books } from './books.mjs';

function booksOf(outcome: string | undefined, taken: number) {
  const books = new Books();
  books.send('a');
  if (outcome !== undefined) books.tell('a', outcome);
  for (let times = 0; times < taken; times += 1) books.take('a');
  return books.balance().discrepancies;
}

describe('the books of a soak', () => {
  test.each([
    ['accepted', 1],
    ['not-sent', 0],
    ['unknown', 0],
    ['unknown', 1],
  ])('balance where a send told as %s was taken %i times', (outcome, taken) => {
    expect(booksOf(outcome, taken)).toEqual([]);
  });

  test.each([
    ['accepted', 0, 'told as accepted, but not taken: a'],
    ['accepted', 2, 'taken 2 times, told as accepted: a'],
    ['not-sent', 1, 'told as not sent, but taken: a'],
    ['unknown', 2, 'taken 2 times, told as unknown: a'],
    [undefined, 0, 'never ended: a'],
    [undefined, 1, 'never ended: a'],
    ['no ConnectorError', 0, 'ended as no ConnectorError: a'],
  ])('do not balance where a send told as %s was taken %i times', (outcome, taken, problem) => {
    expect(booksOf(outcome, taken)).toEqual([problem]);
  });

  test('do not balance where a message was taken that nobody sent', () => {
    const books = new Books();
    books.take('b');
    expect(books.balance().discrepancies).toEqual(['taken, but never sent: b']);
  });

  test('do not balance where a send ended twice', () => {
    const books = new Books();
    books.send('a');
    books.tell('a', 'accepted');
    books.tell('a', 'accepted');
    books.take('a');
    expect(books.balance().discrepancies).toEqual(['told twice: a']);
  });

  test('count how the sends ended', () => {
    const books = new Books();
    for (const [key, outcome] of [
      ['a', 'accepted'],
      ['b', 'not-sent'],
      ['c', 'unknown'],
      ['d', 'unknown'],
    ] as const) {
      books.send(key);
      books.tell(key, outcome);
    }
    books.take('a');
    books.take('d');
    expect(books.balance()).toEqual({
      sends: 4,
      counts: { accepted: 1, 'not-sent': 1, unknown: 2, 'unknown, taken': 1 },
      discrepancies: [],
    });
  });
});
