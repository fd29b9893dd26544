import type { Context } from './command.ts';

/** Flags that say which account and which settings a command is about. */
const PLACES = ['settings', 'endpoint', 'profile', 'site'] as const;
type Place = (typeof PLACES)[number];

/** A command line that the user can paste: through npm if this one ran through npm, and with the
 *  same settings and account. */
export function pasteable(
  { terminal, options }: Context,
  words: readonly string[],
  places: readonly Place[] = PLACES,
): string {
  const throughNpm = terminal.environment['npm_lifecycle_event'] === 'aliyun-sms';
  const sameAsHere = places.flatMap((place) => {
    const value = options.text(place);
    return value === undefined ? [] : [`--${place}`, value];
  });
  const program = throughNpm ? 'npm run aliyun-sms --' : 'aliyun-sms';
  return [program, ...[...words, ...sameAsHere].map((word) => quoted(word))].join(' ');
}

const quoted = (word: string): string =>
  /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
