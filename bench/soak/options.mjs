import { parseArgs } from 'node:util';

/** The command line's duration, sends per second and rounds of troubles. */
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
    throw new Error('--minutes, --rate and --rounds must be numbers greater than 0.');
  }
  const length =
    rounds === Infinity ? `for ${values.minutes} minutes` : `for ${rounds} rounds of troubles`;
  return { seconds, rate, rounds, length };
}
