// The connector's guard in a process of its own. It is no entry point of the connector, so it is
// bundled here as the connector's build bundles it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'bench-guard-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
await build({
  entryPoints: [fileURLToPath(new URL('../packages/sender/src/guard/guard.ts', import.meta.url))],
  outfile: join(folder, 'guard.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  conditions: ['aliyun-sms-source'],
  external: ['@node-rs/xxhash', '@opentelemetry/api'],
  banner: { js: "import{createRequire as c}from'node:module';const require=c(import.meta.url);" },
  logLevel: 'error',
});
const { decide } = await import(pathToFileURL(join(folder, 'guard.mjs')));

// So high that all are admitted: that costs more than a refusal, because every window is also counted up.
const limit = 100_000_000;
const windows = {
  perNumber: [
    { limit, seconds: 60 },
    { limit, seconds: 3600 },
    { limit, seconds: 86_400 },
  ],
  perIp: [{ limit, seconds: 3600 }],
  perPrefix: [{ limit, seconds: 3600 }],
  perCountry: [{ limit, seconds: 3600 }],
  total: [{ limit, seconds: 86_400 }],
};

function request(index) {
  const msisdn = `86139${String(index).padStart(8, '0')}`;
  const number = { e164: `+${msisdn}`, msisdn, national: msisdn.slice(2), country: 'CN' };
  const ip = `100.${index & 63}.${(index >> 6) & 255}.${(index >> 14) & 255}`;
  return { number, ip, now: 1_800_000_000_000 + index, secret: 'testsecret' };
}

const orders = {
  /** Decides for that many numbers, one each, and then for numbers among them as measured. */
  async memory({ numbers }) {
    const before = process.memoryUsage().rss;
    for (let index = 0; index < numbers; index += 1) await decide(windows, request(index));
    globalThis.gc();
    const { rss } = process.memoryUsage();
    const decisions = 100_000;
    const round = async () => {
      const cpu = process.cpuUsage();
      // 7919 is a prime: neighbours in the order of their coming are not neighbours here.
      for (let count = 0; count < decisions; count += 1)
        await decide(windows, request((count * 7919) % numbers));
      const { user, system } = process.cpuUsage(cpu);
      return (user + system) / decisions;
    };
    // Compilation belongs to no figure.
    await round();
    return { microsPerDecision: await round(), memoryMb: (rss - before) / 1e6 };
  },

  async redis({ decisions }) {
    const guard = { ...windows, store: 'redis', onStoreFailure: 'deny' };
    for (let index = 0; index < decisions; index += 1) {
      const { store } = await decide(guard, { ...request(index), now: Date.now() });
      if (store !== 'redis') throw new Error(`The decision was made by ${store}.`);
    }
    return {};
  },
};

async function answer({ order, ...input }) {
  try {
    process.send(await orders[order](input));
  } catch (error) {
    process.send({ failure: String(error) });
  }
}

process.on('message', (message) => void answer(message));
process.on('disconnect', () => process.exit());
process.send({});
