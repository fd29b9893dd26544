// The sender's guard in its own process.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerParent } from './answer-parent.mjs';
import { loadSenderSource } from './bundle-source.mjs';

const { createGuard } = await loadSenderSource('guard/guard.ts');
const { recommendedGuard } = await loadSenderSource('guard/recommended.ts');
const { firstTimesInRedis } = await loadSenderSource('guard/first-times.ts');
const guard = createGuard();

// High enough to admit everything, which costs more than a refusal, because every window is incremented.
const limit = 100_000_000;
const unverified = { seconds: 3600, limit, count: 'unverified', perVerified: 0.5 };
const windows = {
  perNumber: [
    { limit: 4, seconds: 50 },
    { limit: 8, seconds: 3600 },
    { limit: 10, seconds: 86_400 },
  ],
  perIp: [{ ...unverified, limit: 100 }],
  perPrefix: [{ ...unverified, afterSeconds: 120 }],
  perCountry: [unverified],
  total: [{ limit, seconds: 86_400 }],
};
/** Like those of guard/namespace.ts. */
const namespace = { id: 'namespace-a', key: Buffer.alloc(32, 1) };
const start = 1_800_000_000_000;

function request(index, now) {
  const msisdn = `86139${String(index).padStart(8, '0')}`;
  const number = { e164: `+${msisdn}`, msisdn, national: msisdn.slice(2), country: 'CN' };
  const ip = `9.${index & 63}.${(index >> 6) & 255}.${(index >> 14) & 255}`;
  return { number, ip, now, namespace };
}

/** Each number gets nine of its ten messages per day within an hour; half of them are verified. */
async function fill(numbers) {
  for (let round = 0; round < 9; round += 1) {
    const now = start + round * 390_000;
    for (let index = 0; index < numbers; index += 1) {
      await guard.decide(windows, request(index, now));
      if (round === 1 && index % 2 === 0) await guard.settle(windows, request(index, now));
    }
  }
}

const orders = {
  /** Half of the subjects are numbers with filled windows, half are IP addresses. */
  async memory({ subjects }) {
    const numbers = Math.floor(subjects / 2);
    globalThis.gc();
    const before = process.memoryUsage();
    await fill(numbers);
    // V8 releases pages gradually.
    for (let times = 0; times < 3; times += 1) {
      globalThis.gc();
      await sleep(1000);
    }
    const after = process.memoryUsage();
    const decisions = Math.min(100_000, numbers);
    const round = async (now) => {
      const cpu = process.cpuUsage();
      // 7919 is prime: visits the numbers in another order than they were added.
      for (let count = 0; count < decisions; count += 1)
        await guard.decide(windows, request((count * 7919) % numbers, now));
      const { user, system } = process.cpuUsage(cpu);
      return (user + system) / decisions;
    };
    // Warm-up.
    await round(start + 3_600_000);
    return {
      microsPerDecision: await round(start + 3_700_000),
      /** Live objects. */
      memoryMb: (after.heapUsed - before.heapUsed) / 1e6,
      /** Including V8's overhead: partly filled pages, and room for garbage. */
      residentMb: (after.rss - before.rss) / 1e6,
    };
  },

  /** Calls `decide` or `settle` this many times. */
  async redis({ times, what }) {
    const rules = { ...windows, store: 'redis', onStoreFailure: 'deny' };
    for (let index = 0; index < times; index += 1) {
      const current = request(index, Date.now());
      if (what === 'settle') {
        await guard.settle(rules, current);
        continue;
      }
      const { decision } = await guard.decide(rules, current);
      if (decision.store !== 'redis' || decision.storeFailed) throw new Error('Redis failed.');
    }
    return {};
  },

  /** A send to each of so many numbers, spread over the blocks of a mainland prefix. */
  async keep({ numbers, feed }) {
    const size = { peopleADay: 24_000_000, countries: ['CN'], feed };
    const rules = { ...recommendedGuard(size), store: 'redis', onStoreFailure: 'deny' };
    for (let index = 0; index < numbers; index += 1) {
      const spread = { ...request((index * 7919) % 100_000_000, Date.now()), ip: addressOf(index) };
      await admit(rules, spread);
    }
    return {};
  },

  /** Names that are kept for as long as a repeated webhook counts as one. */
  async webhooks({ times }) {
    for (let index = 0; index < times; index += 1) {
      const name = createHash('sha256').update(String(index)).digest('base64url');
      await firstTimesInRedis([name], { now: Date.now(), seconds: 7200 });
    }
    return {};
  },
};

/** On a busy machine Redis may seem to be away: then once more, and what it has counted stays counted. */
async function admit(rules, asked) {
  for (;;) {
    const { decision } = await guard.decide(rules, asked);
    if (decision.refusedBy === undefined || decision.refusedBy === 'perNumber') return;
    if (decision.refusedBy !== 'store') throw new Error(`Refused by ${decision.refusedBy}.`);
    await sleep(200);
  }
}

const addressOf = (index) => `9.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

answerParent(({ order, ...input }) => orders[order](input));
