import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageStore } from './message-store.ts';

const letters = fc.constantFrom('a', 'B', '1', '码', 'İ', '\n');
const text = fc.string({ unit: letters, maxLength: 4 });

test('finds the same as searching each message, also after old messages were dropped', () => {
  const bound = 600;
  const texts = fc.array(text, { minLength: 1, maxLength: 1100, size: 'max' });
  fc.assert(
    fc.property(texts, fc.array(text, { minLength: 1, maxLength: 5 }), (sent, searched) => {
      const store = new MessageStore(bound);
      const found: unknown[] = [];
      const expected: unknown[] = [];
      sent.forEach((shown, index) => {
        store.add(messageWith(shown, index));
        // Early and late searches, so that blocks are built before and after messages are dropped.
        if (index % 400 === 0 || index === sent.length - 1) {
          for (const q of searched) {
            found.push(store.list({ q }).messages.map(({ id }) => id));
            const newest = sent.slice(0, index + 1).map((one, at) => ({ one, id: `m${at}` }));
            expected.push(
              newest
                .slice(-bound)
                .filter(({ one }) => `\n\n\n\n\n\n${one}`.toLowerCase().includes(q.toLowerCase()))
                .map(({ id }) => id)
                .toReversed(),
            );
          }
        }
      });
      expect(found).toEqual(expected);
    }),
    { numRuns: 30 },
  );
}, 30_000);

/** Of the searched fields only the last is not empty. */
function messageWith(shown: string, index: number) {
  return {
    id: `m${index}`,
    bizId: '',
    requestId: shown,
    product: 'sms' as const,
    accessKeyId: 'testid',
    to: '',
    country: 'CN',
    signName: '',
    text: '',
    code: null,
    segments: 1,
    status: 'submitted' as const,
    acceptedAt: 1_767_322_800_000,
  };
}
