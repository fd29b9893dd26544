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
])('what is recommended for %d people a day, with a feed: %s, is valid', (peopleADay, feed) => {
  const guard = recommendedGuard({ peopleADay, countries: ['CN', 'HK'], feed });
  const settings = readSettings(settingsFor('http://127.0.0.1:1', { guard }));
  expect(settings).toMatchObject({ guard: { countries: ['CN', 'HK'] } });
});

it('only with a feed are places given back, for without one nobody would', () => {
  expect(JSON.stringify(recommendedGuard({ ...size, feed: false }))).not.toContain('unverified');
  expect(JSON.stringify(recommendedGuard({ ...size, feed: true }))).toContain('unverified');
});

const read = (path: string): string =>
  readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** The settings that a document shows in blocks of JSON. */
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
])('%s shows what is recommended, the settings without a feed first', (path, expected) => {
  expect(shownIn(path)).toEqual(expected);
});

it('the example counts by what is recommended', () => {
  const settings: unknown = JSON.parse(read('examples/logto/settings.json'));
  const { countries, ...windows } = withoutFeed;
  expect(settings).toMatchObject({ guard: { store: 'redis', ...windows } });
  expect(settings).toHaveProperty('guard.countries', [...countries, 'HK']);
});
