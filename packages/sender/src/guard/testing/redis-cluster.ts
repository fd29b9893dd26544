import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startRedis } from './redis-server.ts';

export type RedisCluster = Awaited<ReturnType<typeof startRedisCluster>>;

const NODES = 3;
const SLOTS = 16_384;

/** A real cluster of three servers on this machine, a third of the slots on each. */
export async function startRedisCluster(path: string) {
  const folder = mkdtempSync(join(tmpdir(), 'redis-cluster-'));
  const nodes = await Promise.all(
    Array.from({ length: NODES }, async (_, index) => startNode(path, join(folder, String(index)))),
  );
  const [first] = nodes;
  if (first === undefined) throw new TypeError('no nodes');
  for (const [index, { admin }] of nodes.entries()) {
    const from = Math.ceil((SLOTS / NODES) * index);
    const to = Math.ceil((SLOTS / NODES) * (index + 1)) - 1;
    await admin.clusterAddSlotsRange({ start: from, end: to });
    await admin.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', first.port, first.busPort]);
  }
  await until(async () => {
    const infos = await Promise.all(nodes.map(({ admin }) => admin.clusterInfo()));
    return infos.every(
      (info) => /cluster_state:ok/.test(info) && /cluster_known_nodes:3/.test(info),
    );
  });
  return {
    nodes,
    /** The node with the slot of this key, and another one. */
    async around(key: string) {
      const slot = await first.admin.clusterKeySlot(key);
      const owner = nodes[Math.floor((slot * NODES) / SLOTS)] ?? first;
      const other = nodes.find((node) => node !== owner) ?? first;
      return { slot, owner, other };
    },
    async stop() {
      await Promise.all(nodes.map(async (node) => node.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startNode(path: string, stateFile: string) {
  const port = await freePort();
  const busPort = String(await freePort());
  const options = {
    'cluster-enabled': 'yes',
    'cluster-config-file': stateFile,
    'cluster-port': busPort,
    'cluster-node-timeout': '1000',
    'cluster-require-full-coverage': 'no',
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const server = await startRedis(path, port, args);
  let stopped = false;
  return {
    ...server,
    port: String(port),
    busPort,
    async stop() {
      if (!stopped) await server.stop();
      stopped = true;
    },
  };
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await reached()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The nodes did not become a cluster.');
}
