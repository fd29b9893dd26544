import { contest, cpuRatio } from '../contest.mjs';
import { sendFromAfar } from '../distance.mjs';
import { loadingTimes } from '../loading.mjs';
import { startProcess } from '../process.mjs';
import { atMost } from '../targets.mjs';

export async function measureClient({ scale }) {
  const server = await startProcess('constant-server.mjs');
  const endpoint = `http://127.0.0.1:${server.ready.port}`;
  const contenders = ['client', 'official-sdk', 'pop-core', 'floor'];
  const rounds = { endpoint, rounds: 7 };
  const alone = await contest(contenders, { ...rounds, concurrency: 1, sends: 1500 * scale });
  const crowd = await contest(contenders, { ...rounds, concurrency: 32, sends: 3000 * scale });
  const heapGrowth = await growth(endpoint, scale);
  await server.stop();
  const loading = loadingTimes({
    client: ['aliyun-sms-client'],
    'official-sdk': ['@alicloud/dysmsapi20170525'],
    'pop-core': ['@alicloud/pop-core'],
  });
  const afar = await sendFromAfar(['client', 'official-connector'], 4);

  return {
    figures: { alone, crowd, loadingMs: loading, afar, heapGrowthMb: heapGrowth },
    targets: [
      atMost(
        'CPU per send, one at a time, against the floor',
        cpuRatio(alone, 'client', 'floor'),
        1.4,
      ),
      atMost(
        'CPU per send, 32 at a time, against the floor',
        cpuRatio(crowd, 'client', 'floor'),
        1.4,
      ),
      atMost(
        'CPU per send, one at a time, against the official SDK',
        cpuRatio(alone, 'client', 'official-sdk'),
        0.75,
      ),
      atMost(
        'CPU per send, 32 at a time, against the official SDK',
        cpuRatio(crowd, 'client', 'official-sdk'),
        0.5,
      ),
      atMost('loading after bare Node, ms', loading.client.median, 25),
      atMost(`heap growth over ${200_000 * scale} sends, MB`, heapGrowth, 5),
      atMost('connections for 4 sends that are 6 s apart', afar.client.connections, 1),
      atMost(
        'waiting per send from 30 ms away over TLS, against the official connector',
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
