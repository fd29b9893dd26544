import { setTimeout as sleep } from 'node:timers/promises';
import { SendFailure } from '../../sender.ts';
import { send } from '../../testing/sending.ts';

/** What one process is to do; handed over as the only argument, in JSON. */
export interface Task {
  readonly config: unknown;
  readonly count: number;
  readonly numbers: readonly string[];
  readonly ips: readonly string[];
}

/** What it did: the sends that were admitted, and how often each limit refused. */
export interface Done {
  readonly admitted: readonly { readonly to: string; readonly ip: string }[];
  readonly refused: Readonly<Record<string, number>>;
}

const CONCURRENCY = 10;

async function sendMany({ config, count, numbers, ips }: Task): Promise<Done> {
  const admitted: { to: string; ip: string }[] = [];
  const refused: Record<string, number> = {};
  const lane = async (share: number) => {
    for (let index = 0; index < share; index += 1) {
      const to = anyOf(numbers);
      const ip = anyOf(ips);
      // oxlint-disable-next-line no-await-in-loop
      const refusal = await refusalOf(send(config, { to, ip }));
      if (refusal === undefined) {
        admitted.push({ to, ip });
      } else {
        refused[refusal] = (refused[refusal] ?? 0) + 1;
        // While nobody can count, all are refused at once: whoever asks again does so a little later.
        // oxlint-disable-next-line no-await-in-loop
        if (refusal === 'guard-store') await sleep(50);
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, async () => lane(count / CONCURRENCY)));
  return { admitted, refused };
}

async function refusalOf(sending: Promise<unknown>): Promise<string | undefined> {
  try {
    await sending;
    return undefined;
  } catch (error) {
    return error instanceof SendFailure ? error.failure.category : 'not the sender’s own error';
  }
}

function anyOf(values: readonly string[]): string {
  return values[Math.floor(Math.random() * values.length)] ?? '';
}

const done = await sendMany(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(JSON.stringify(done), () => process.exit(0));
