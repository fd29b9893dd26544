import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contestAtBothLoads, cpuTargets } from '../contest.mjs';
import { sendFromAfar } from '../distance.mjs';
import { loadingTimes } from '../loading.mjs';
import { startProcess } from '../process.mjs';
import { atMost } from '../targets.mjs';

const built = fileURLToPath(new URL('../../packages/connector/lib/index.js', import.meta.url));

export async function measureConnector({ scale }) {
  const server = await startProcess('constant-server.mjs');
  const endpoint = `http://127.0.0.1:${server.ready.port}`;
  const contenders = ['connector', 'official-connector', 'floor'];
  const loads = await contestAtBothLoads(contenders, endpoint, scale);
  await server.stop();
  const loading = loadingTimes({
    connector: [built, '@logto/connector-kit'],
    'official-connector': ['@logto/connector-aliyun-sms', '@logto/connector-kit'],
  });
  const afar = await sendFromAfar(['connector', 'official-connector'], 4);
  const buildingMicros = await timeOfCreateConnector();

  return {
    figures: { ...loads, loadingMs: loading, afar, buildingMicros, bytes: sizes() },
    targets: [
      ...cpuTargets(loads, {
        name: 'connector',
        other: 'floor',
        called: 'the floor',
        limits: { alone: 1.6, crowd: 1.6 },
      }),
      ...cpuTargets(loads, {
        name: 'connector',
        other: 'official-connector',
        called: 'the official connector',
        limits: { alone: 0.4, crowd: 0.25 },
      }),
      atMost('loading time, without connector-kit, ms', loading.connector.median, 20),
      atMost('createConnector, µs', buildingMicros, 20),
      atMost('lib/index.js, KB', statSync(built).size / 1000, 400),
    ],
  };
}

/** Logto creates the connector for every send and every read of the sign-in page's settings. */
async function timeOfCreateConnector() {
  const { default: createConnector } = await import(built);
  const times = 20_000;
  const build = async () => {
    const cpu = process.cpuUsage();
    for (let done = 0; done < times; done += 1) await createConnector({ getConfig: () => ({}) });
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / times;
  };
  await build();
  return build();
}

function sizes() {
  const folder = new URL('.', new URL(`file://${built}`));
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(files.map((name) => [name, statSync(new URL(name, folder)).size]));
}
