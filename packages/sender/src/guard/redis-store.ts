import { createHmac } from 'node:crypto';
import type { Counter } from './counter.ts';
import type { Namespace } from './namespace.ts';
import { connection } from './redis-connection.ts';
import { ADMIT, GIVE_BACK, SETTLE } from './redis-scripts.ts';
import type { Admission, GuardStore, Question, Settlement } from './store.ts';

/** A slower answer counts as a failure: a user waits for the code. Milliseconds. */
const ANSWER_MS = 100;

interface RedisStoreOptions {
  /** Replaces Redis's own clock. Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Each call rejects if Redis is unreachable, is too slow, or gives an unexpected answer. */
export function createRedisStore({ now: time }: RedisStoreOptions = {}): GuardStore {
  const run = async (now: number, script: string, keys: string[], input: object) => {
    const question = JSON.stringify({ now: time?.(), ...input });
    return readAnswer(
      await connection(now, ANSWER_MS, (client) =>
        // EVAL, not EVALSHA: one round trip even after a restart or SCRIPT FLUSH.
        client.eval(script, { keys, arguments: [question] }),
      ),
    );
  };

  const admit = async (question: Question): Promise<Admission> => {
    const { namespace, number, counters, codeMs, now } = question;
    if (counters.length === 0) {
      return { giveBack: async () => undefined };
    }
    const tallies = counters.map(({ tally: { step, longest, unverified, pace, windows } }) => ({
      step,
      longest,
      unverified,
      pace,
      windows: windows.map((span) => [span.limit, span.milliseconds, span.perVerified, span.after]),
    }));
    const logs = counters.map((counter) => logKey(namespace, counter));
    const ownerKeys = tallies.some(({ unverified }) => unverified)
      ? numberKeys(namespace, number)
      : [];
    const answer = await run(now, ADMIT, [...logs, ...ownerKeys], { tallies, codeMs });
    const [refused, milliseconds] = answer;
    const refusedBy = counters[refused - 1]?.tally.dimension;
    if (refusedBy !== undefined) {
      const retryAfterSeconds = Math.max(1, Math.ceil(milliseconds / 1000));
      return { refusedBy, retryAfterSeconds };
    }
    return {
      giveBack: async () => {
        await run(now, GIVE_BACK, [...logs, ...ownerKeys.slice(1)], { tallies, at: milliseconds });
      },
    };
  };

  const settle = async ({ namespace, number, codeMs, trustMs, now }: Settlement) => {
    const [settled] = await run(now, SETTLE, numberKeys(namespace, number), { codeMs, trustMs });
    return settled > 0;
  };

  return { admit, settle };
}

/** One hash tag: in a cluster all keys of a script must be in one slot. */
const TAG = '{aliyun-sms}';

const logKey = ({ id, key }: Namespace, { tally, subject }: Counter): string =>
  `${TAG}:${id}:${tally.name}:${hashed(subject, key)}`;

/** The mark of a verified number, and its outstanding sends. */
const numberKeys = ({ id, key }: Namespace, number: string): string[] =>
  ['verified', 'sent'].map((name) => `${TAG}:${id}:${name}:${hashed(number, key)}`);

function readAnswer(answer: unknown): readonly [number, number] {
  const [first, second] = Array.isArray(answer) ? answer : [];
  if (typeof first !== 'number' || typeof second !== 'number') {
    throw new TypeError('Redis gave an answer that is not the script’s.');
  }
  return [first, second];
}

/** Redis gets no numbers or addresses; without the key they cannot be found by trying them all. */
function hashed(subject: string, key: Buffer): string {
  return createHmac('sha256', key).update(subject).digest('base64url').slice(0, 22);
}
