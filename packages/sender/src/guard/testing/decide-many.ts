import { parsePhoneNumber } from 'aliyun-sms-client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RawGuard } from '../../settings/schema.ts';
import { createGuard } from '../guard.ts';
import { NAMESPACE } from './counting.ts';

/** The task of one process; its only argument, in JSON. */
export interface Task {
  readonly rules: RawGuard;
  /** Decisions answered by Redis. */
  readonly count: number;
  readonly numbers: readonly string[];
  readonly ips: readonly string[];
}

/** The result: admitted requests, and how often each limit refused. */
export interface Done {
  readonly admitted: readonly { readonly to: string; readonly ip: string }[];
  readonly refused: Readonly<Record<string, number>>;
}

const CONCURRENCY = 10;

async function decideMany({ rules, count, numbers, ips }: Task): Promise<Done> {
  const guard = createGuard();
  const admitted: { to: string; ip: string }[] = [];
  const refused: Record<string, number> = {};
  const ask = async (to: string, ip: string) => {
    const number = parsePhoneNumber(to);
    if (number === undefined) throw new TypeError(to);
    const { decision } = await guard.decide(rules, {
      number,
      ip,
      now: Date.now(),
      namespace: NAMESPACE,
    });
    return decision.refusedBy;
  };
  const lane = async (share: number) => {
    for (let answered = 0; answered < share;) {
      const to = anyOf(numbers);
      const ip = anyOf(ips);
      // oxlint-disable-next-line no-await-in-loop
      const refusedBy = await ask(to, ip);
      if (refusedBy === undefined) admitted.push({ to, ip });
      else refused[refusedBy] = (refused[refusedBy] ?? 0) + 1;
      if (refusedBy !== 'store') answered += 1;
      // While Redis fails, all are refused at once, so pause before the next attempt.
      // oxlint-disable-next-line no-await-in-loop
      else await sleep(50);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, () => lane(count / CONCURRENCY)));
  return { admitted, refused };
}

function anyOf(values: readonly string[]): string {
  return values[Math.floor(Math.random() * values.length)] ?? '';
}

const done = await decideMany(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(JSON.stringify(done), () => process.exit(0));
