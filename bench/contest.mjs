import { startProcess } from './process.mjs';
import { atMost } from './targets.mjs';

/**
 * Lets contenders send in turn, round by round, so that other load on the machine affects all of them
 * equally.
 *
 * @param {readonly string[]} contenders files of `contenders/`
 * @param {{ endpoint: string, concurrency: number, sends: number, rounds: number }} conditions
 * @returns for each contender the CPU time of its process per send, and its sends per second
 */
export async function contest(contenders, { endpoint, concurrency, sends, rounds }) {
  const senders = [];
  for (const name of contenders) {
    const args = [name, endpoint];
    senders.push({ name, rounds: [], process: await startProcess('sender.mjs', { args }) });
  }
  for (let round = -1; round < rounds; round += 1) {
    for (const sender of senders) {
      const result = await sender.process.ask({ sends, concurrency });
      // The first round warms up: compilation, connections, caches.
      if (round >= 0) sender.rounds.push(result);
    }
  }
  for (const sender of senders) await sender.process.stop();
  return Object.fromEntries(
    senders.map((sender) => [
      sender.name,
      {
        cpuMicrosPerSend: spread(sender.rounds.map((result) => result.cpuMicrosPerSend)),
        sendsPerSecond: spread(sender.rounds.map((result) => result.sendsPerSecond)),
      },
    ]),
  );
}

const loads = [
  { load: 'alone', words: 'one at a time' },
  { load: 'crowd', words: '32 at a time' },
];

/**
 * Runs the contest at both loads: one send at a time, and 32.
 *
 * @param {readonly string[]} contenders
 * @param {string} endpoint
 * @param {number} scale
 */
export async function contestAtBothLoads(contenders, endpoint, scale) {
  const rounds = { endpoint, rounds: 7 };
  const alone = await contest(contenders, { ...rounds, concurrency: 1, sends: 1500 * scale });
  const crowd = await contest(contenders, { ...rounds, concurrency: 32, sends: 3000 * scale });
  return { alone, crowd };
}

/**
 * Targets for one contender's CPU time per send relative to another's, at both loads.
 *
 * @param {{ alone: object, crowd: object }} results
 * @param {{ name: string, other: string, called: string, limits: { alone: number, crowd: number } }} pair
 */
export function cpuTargets(results, { name, other, called, limits }) {
  return loads.map(({ load, words }) => {
    const of = (contender) => results[load][contender].cpuMicrosPerSend.median;
    return atMost(`CPU per send, ${words}, against ${called}`, of(name) / of(other), limits[load]);
  });
}

/** Median, smallest and largest. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}
