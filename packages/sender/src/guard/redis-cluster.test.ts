import { connect, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import { createRedisStore } from './redis-store.ts';
import { counter, questionOf, verdictOf } from './testing/counting.ts';
import { startRedisCluster, type RedisCluster } from './testing/redis-cluster.ts';
import { freePort, untilAnswered } from './testing/redis-server.ts';

const program = requireProgram('redis-server');
const TAG = '{aliyun-sms}';

const store = createRedisStore();
const counters = (number: string) => [
  ...counter('perNumber', number, { limit: 1, seconds: 60 }),
  ...counter('total', '', { limit: 100, seconds: 3600, count: 'unverified' }),
];

describe.skipIf(program.absent)('a cluster of Redis servers', () => {
  let cluster: RedisCluster;
  let now = 1_000_000;

  beforeAll(async () => {
    cluster = await startRedisCluster(program.path);
  }, 30_000);
  afterAll(() => cluster.stop());
  beforeEach(() => Promise.all(cluster.nodes.map(({ admin }) => admin.flushAll())));
  afterEach(() => {
    delete process.env['ALIYUN_SMS_REDIS_URL'];
  });

  async function ask(number: string) {
    now += 10_000;
    return verdictOf(store, questionOf(counters(number), now, { number }));
  }

  const answered = (number: string) => untilAnswered(() => ask(number));

  it('counts on the node that has the keys, whichever node is named', async () => {
    const { owner, other } = await cluster.around(TAG);
    use(`${other.url}?cluster=1`);
    expect(await answered('1')).toBeUndefined();
    expect(await answered('1')).toMatchObject({ refusedBy: 'perNumber' });
    expect(await owner.admin.dbSize()).toBe(3);
  });

  it('is found through any host in the address', async () => {
    const { other } = await cluster.around(TAG);
    use(`redis://127.0.0.1:1?cluster=1&host=127.0.0.1:${other.port}`);
    expect(await answered('2')).toBeUndefined();
    expect(await answered('2')).toMatchObject({ refusedBy: 'perNumber' });
  });

  it('is found if it starts later than the guard', async () => {
    const port = await freePort();
    use(`redis://127.0.0.1:${port}?cluster=1`);
    await expect(ask('5')).rejects.toThrow(/answer|unavailable|nodes/i);
    const [node] = cluster.nodes;
    const entry = createServer((near) => {
      const far = connect(Number(node?.port), '127.0.0.1');
      for (const end of [near, far]) end.on('error', () => undefined);
      near.pipe(far).pipe(near);
    }).listen(port, '127.0.0.1');
    expect(await answered('5')).toBeUndefined();
    entry.close();
  });

  it('gets the password on every node', async () => {
    const { owner, other } = await cluster.around(TAG);
    const password = 'a password/with?signs';
    for (const { admin } of cluster.nodes) await admin.configSet('requirepass', password);
    const encoded = encodeURIComponent(password);
    use(`redis://:${encoded}@127.0.0.1:${other.port}?cluster=1`);
    expect(await answered('6')).toBeUndefined();
    expect(await owner.admin.dbSize()).toBe(3);
    for (const { admin } of cluster.nodes) await admin.configSet('requirepass', '');
  });

  it('is followed if the keys move to another node', async () => {
    const { slot, owner, other } = await cluster.around(TAG);
    use(`${other.url}?cluster=1`);
    await answered('3');
    await owner.admin.flushAll();
    const target = await other.admin.clusterMyId();
    for (const { admin } of cluster.nodes) {
      await admin.sendCommand(['CLUSTER', 'SETSLOT', String(slot), 'NODE', target]);
    }
    await answered('3');
    expect(await other.admin.dbSize()).toBe(3);
    // Back again, for the other tests.
    await other.admin.flushAll();
    const home = await owner.admin.clusterMyId();
    for (const { admin } of cluster.nodes) {
      await admin.sendCommand(['CLUSTER', 'SETSLOT', String(slot), 'NODE', home]);
    }
  });

  it('works without nodes that hold none of the keys', async () => {
    const { owner } = await cluster.around(TAG);
    const others = cluster.nodes.filter((node) => node !== owner);
    const [unneeded] = others;
    await unneeded?.stop();
    use(`${owner.url}?cluster=1`);
    expect(await answered('4')).toBeUndefined();
    expect(await answered('4')).toMatchObject({ refusedBy: 'perNumber' });
  });
});

let uses = 0;

/** Sets the address of the cluster; the fragment gives each test its own connection. */
function use(url: string): void {
  uses += 1;
  process.env['ALIYUN_SMS_REDIS_URL'] = `${url}#${uses}`;
}
