import type { Context } from './command.ts';

/** Flags that say which account and which settings a command is about. */
const PLACES = ['settings', 'endpoint', 'profile', 'site'] as const;
type Place = (typeof PLACES)[number];

/** By what npm says it is running. */
const PROGRAMS: ReadonlyMap<string | undefined, string> = new Map([
  ['aliyun-sms', 'npm run aliyun-sms --'],
  ['npx', 'npx aliyun-sms'],
]);

/** A command line that the user can paste: through npm if this one ran through npm, and with the
 *  same settings and account. */
export function pasteable(
  { terminal, options }: Context,
  words: readonly string[],
  places: readonly Place[] = PLACES,
): string {
  const sameAsHere = places.flatMap((place) => {
    const value = options.text(place);
    return value === undefined ? [] : [`--${place}`, value];
  });
  const program = PROGRAMS.get(terminal.environment['npm_lifecycle_event']) ?? 'aliyun-sms';
  return [program, ...[...words, ...sameAsHere].map((word) => quoted(word))].join(' ');
}

const quoted = (word: string): string =>
  /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
