import { parseArgs } from 'node:util';

/** What the command line says of a soak's length, its sends a second, and its rounds of troubles. */
export function soakOptions() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      rate: { type: 'string', default: '200' },
      rounds: { type: 'string' },
    },
  });
  const seconds = Number(values.minutes) * 60;
  const rate = Number(values.rate);
  const rounds = Number(values.rounds ?? Infinity);
  if (!(seconds > 0 && rate > 0 && rounds > 0)) {
    throw new Error('--minutes, --rate and --rounds take numbers above 0.');
  }
  const length =
    rounds === Infinity ? `for ${values.minutes} minutes` : `through ${rounds} of each trouble`;
  return { seconds, rate, rounds, length };
}
