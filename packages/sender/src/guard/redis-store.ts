import { createHmac } from 'node:crypto';
import type { Counter, Verdict } from './counter.ts';
import { connection } from './redis-connection.ts';

/** Slower than this counts as down: a person waits for the code. Milliseconds. */
const ANSWER_MS = 100;

/**
 * Checks every window, then counts in all or in none; one round trip, in Redis's own time. ARGV holds
 * limit and seconds of each key in turn. Answers 0, or which key refused for longest and for how many
 * milliseconds.
 */
const SCRIPT = `
local refused, longest = 0, -1
for i = 1, #KEYS do
  local count = tonumber(redis.call('GET', KEYS[i]) or '0')
  if count >= tonumber(ARGV[2 * i - 1]) then
    local left = redis.call('PTTL', KEYS[i])
    if left > longest then
      refused, longest = i, left
    end
  end
end
if refused > 0 then
  return { refused, longest }
end
for i = 1, #KEYS do
  if redis.call('INCR', KEYS[i]) == 1 then
    redis.call('EXPIRE', KEYS[i], ARGV[2 * i])
  end
end
return { 0, 0 }
`;

/** Rejects if Redis is not there, does not answer in time, or says what it should not. */
export async function admit(
  counters: readonly Counter[],
  { now, secret }: { readonly now: number; readonly secret: string },
): Promise<Verdict> {
  const keys: string[] = [];
  const limits: string[] = [];
  const dimensions: Counter['dimension'][] = [];
  for (const { dimension, subject, windows } of counters) {
    const name = `${dimension}:${hashed(subject, secret)}`;
    for (const { limit, seconds } of windows) {
      // One hash tag: in a cluster all keys of a script must live in one slot.
      keys.push(`{aliyun-sms}:${name}:${seconds}`);
      limits.push(String(limit), String(seconds));
      dimensions.push(dimension);
    }
  }
  if (keys.length === 0) {
    return undefined;
  }
  const answer = await connection(now, ANSWER_MS, (client) =>
    // EVAL, not EVALSHA: one round trip also after a restart or a SCRIPT FLUSH.
    client.eval(SCRIPT, { keys, arguments: limits }),
  );
  const [refused, milliseconds] = readAnswer(answer);
  const dimension = dimensions[refused - 1];
  return dimension && { dimension, retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) };
}

function readAnswer(answer: unknown): readonly [number, number] {
  const [refused, milliseconds] = Array.isArray(answer) ? answer : [];
  if (typeof refused !== 'number' || typeof milliseconds !== 'number') {
    throw new TypeError('Redis gave an answer that is not the script’s.');
  }
  return [refused, milliseconds];
}

/** Redis sees no numbers and no addresses; without the key nobody can try them all out. */
function hashed(subject: string, secret: string): string {
  return createHmac('sha256', secret).update(subject).digest('base64url').slice(0, 22);
}
