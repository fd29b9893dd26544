import { contestAtBothLoads, cpuTargets } from '../contest.mjs';
import { sendFromAfar } from '../distance.mjs';
import { loadingTimes } from '../loading.mjs';
import { startProcess } from '../process.mjs';
import { atMost } from '../targets.mjs';

export async function measureClient({ scale }) {
  const server = await startProcess('constant-server.mjs');
  const endpoint = `http://127.0.0.1:${server.ready.port}`;
  const contenders = ['client', 'official-sdk', 'pop-core', 'floor'];
  const loads = await contestAtBothLoads(contenders, endpoint, scale);
  const heapGrowth = await growth(endpoint, scale);
  await server.stop();
  const loading = loadingTimes({
    client: ['aliyun-sms-client'],
    'official-sdk': ['@alicloud/dysmsapi20170525'],
    'pop-core': ['@alicloud/pop-core'],
  });
  const afar = await sendFromAfar(['client', 'official-connector'], 4);

  return {
    figures: { ...loads, loadingMs: loading, afar, heapGrowthMb: heapGrowth },
    targets: [
      ...cpuTargets(loads, {
        name: 'client',
        other: 'floor',
        called: 'the floor',
        limits: { alone: 1.4, crowd: 1.4 },
      }),
      ...cpuTargets(loads, {
        name: 'client',
        other: 'official-sdk',
        called: 'the official SDK',
        limits: { alone: 0.75, crowd: 0.5 },
      }),
      atMost('loading time, without Node, ms', loading.client.median, 25),
      atMost(`heap growth over ${200_000 * scale} sends, MB`, heapGrowth, 5),
      atMost('connections for 4 sends at intervals of 6 s', afar.client.connections, 1),
      atMost(
        'waiting time per send with a round trip of 30 ms over TLS, against the official connector',
        afar.client.waitingMs.median / afar['official-connector'].waitingMs.median,
        0.4,
      ),
    ],
  };
}

async function growth(endpoint, scale) {
  const options = { args: ['client', endpoint], execArgv: ['--expose-gc'] };
  const sender = await startProcess('sender.mjs', options);
  const before = await sender.ask({ sends: 50_000 * scale, concurrency: 32 });
  const after = await sender.ask({ sends: 200_000 * scale, concurrency: 32 });
  await sender.stop();
  return (after.heapBytes - before.heapBytes) / 1e6;
}
