import type { RedisLink } from './redis-connection.ts';

/** A slower answer counts as a failure. Milliseconds. */
const ANSWER_MS = 100;

const SCRIPT = `
local first = {}
for i = 1, #KEYS do
  first[i] = redis.call('SET', KEYS[i], '1', 'NX', 'EX', ARGV[1]) and 1 or 0
end
return first
`;

/**
 * Which of these names appear for the first time within `seconds`, over all processes that share this
 * Redis. One round trip. Rejects if Redis fails: then it is unknown.
 */
export async function firstTimesInRedis(
  names: readonly string[],
  { now, seconds }: { readonly now: number; readonly seconds: number },
): Promise<readonly boolean[]> {
  // The hash tag of the guard's keys: all keys of a script must be in one slot.
  const keys = names.map((name) => `{aliyun-sms}:seen:${name}`);
  const answer = await run(now, (client) =>
    client.eval(SCRIPT, { keys, arguments: [String(seconds)] }),
  );
  if (!Array.isArray(answer) || answer.length !== names.length) {
    throw new TypeError('Redis gave an answer that is not the script’s.');
  }
  return answer.map((first) => first === 1);
}

/** Whether Redis answers, within a quarter of a second. */
export async function redisAnswers(now: number): Promise<boolean> {
  try {
    const keys = ['{aliyun-sms}:alive'];
    await run(now, (client) => client.eval('return 1', { keys, arguments: [] }));
    return true;
  } catch {
    return false;
  }
}

/** The Redis client is loaded on first use. */
async function run(now: number, command: (link: RedisLink) => Promise<unknown>): Promise<unknown> {
  const { connection } = await import('./redis-connection.ts');
  return connection(now, ANSWER_MS, command);
}
