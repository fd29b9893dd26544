import { expect, it } from 'vitest';
import { readSettings } from '../settings/read-settings.ts';
import { settingsFor } from '../testing/sending.ts';
import { recommendedGuard } from './recommended.ts';

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
  const size = { peopleADay: 5000, countries: ['CN'] };
  expect(JSON.stringify(recommendedGuard({ ...size, feed: false }))).not.toContain('unverified');
  expect(JSON.stringify(recommendedGuard({ ...size, feed: true }))).toContain('unverified');
});
