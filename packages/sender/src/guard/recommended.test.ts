import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSettings } from '../settings/read-settings.ts';
import { settingsFor } from '../testing/sending.ts';
import { recommendedGuard } from './recommended.ts';

const size = { peopleADay: 5000, countries: ['CN'] };

it.each([
  [100, true],
  [100, false],
  [50_000, true],
  [50_000, false],
])(
  'the settings recommended for %d people a day, with a feed: %s, are valid',
  (peopleADay, feed) => {
    const guard = recommendedGuard({ peopleADay, countries: ['CN', 'HK'], feed });
    const settings = readSettings(settingsFor('http://127.0.0.1:1', { guard }));
    expect(settings).toMatchObject({ guard: { countries: ['CN', 'HK'] } });
  },
);

it('unverified windows are recommended only with a feed of entered codes', () => {
  expect(JSON.stringify(recommendedGuard({ ...size, feed: false }))).not.toContain('unverified');
  expect(JSON.stringify(recommendedGuard({ ...size, feed: true }))).toContain('unverified');
});

const read = (path: string): string =>
  readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** The guard settings in a document's JSON blocks. */
const shownIn = (path: string): readonly unknown[] =>
  [...read(path).matchAll(/```json\n([\s\S]*?)```/g)]
    .map(([, text = '']): unknown => JSON.parse(text))
    .filter((value) => typeof value === 'object' && value !== null && 'perNumber' in value);

const withoutFeed = recommendedGuard({ ...size, feed: false });
const withFeed = recommendedGuard({ ...size, feed: true });
const record = { mode: 'record' };

it.each([
  [
    'docs/guard.md',
    [
      { ...record, ...withoutFeed },
      { ...record, ...withFeed },
    ],
  ],
  [
    'docs/guard.zh-CN.md',
    [
      { ...record, ...withoutFeed },
      { ...record, ...withFeed },
    ],
  ],
  ['packages/connector/README.md', [withoutFeed, withoutFeed]],
])('%s shows the recommended settings, without a feed first', (path, expected) => {
  expect(shownIn(path)).toEqual(expected);
});

it('the example uses the recommended windows', () => {
  const settings: unknown = JSON.parse(read('examples/logto/settings.json'));
  const { countries, ...windows } = withoutFeed;
  expect(settings).toMatchObject({ guard: { store: 'redis', ...windows } });
  expect(settings).toHaveProperty('guard.countries', [...countries, 'HK']);
});
