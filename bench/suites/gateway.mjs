import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { spread } from '../contest.mjs';
import { commandTimes } from '../loading.mjs';
import { logtoPost, logtoSettings } from '../message.mjs';
import { atPace } from '../pace.mjs';
import { startProcess } from '../process.mjs';
import { atMost } from '../targets.mjs';

const program = fileURLToPath(new URL('../../packages/cli/dist/bin.js', import.meta.url));
const token = 'a-token-of-more-than-24-characters';
const env = { ALIYUN_SMS_GATEWAY_TOKEN: token };
const rounds = 7;

/** The overhead of HTTP: compared with the same send by the sender alone, and with a minimal server. */
export async function measureGateway({ scale }) {
  const server = await startProcess('constant-server.mjs');
  const endpoint = `http://127.0.0.1:${server.ready.port}`;
  const crowd = await contest(endpoint, { count: 3000 * scale, concurrency: 32 });
  const paced = await contest(endpoint, { count: 2500 * scale, rate: 500 });
  await server.stop();
  const startMs = await startTimes();
  const p99 = (name) => paced[name].p99Ms.median;
  return {
    figures: { crowd, paced, startMs },
    targets: [
      cpuTarget('32 at a time', crowd),
      cpuTarget('500 per second', paced),
      atMost(
        '99th percentile above the sender’s, 500 per second, ms',
        p99('gateway') - p99('sender'),
        5,
      ),
      atMost('from start until it listens, ms', startMs.serve.median, 1000),
    ],
  };
}

function cpuTarget(load, results) {
  const micros = (name) => results[name].cpuMicrosPerSend.median;
  const budget = micros('sender') + 1.5 * micros('bare hono');
  return atMost(
    `CPU per send, ${load}, against the sender and 1.5 requests to a bare Hono`,
    micros('gateway') / budget,
    1,
  );
}

/** Each in turn, round by round, so that other load on the machine affects all of them equally. */
async function contest(endpoint, pace) {
  const contenders = [];
  for (const name of ['gateway', 'sender', 'bare hono']) {
    const args = [name, endpoint];
    contenders.push({
      name,
      rounds: [],
      process: await startProcess('gateway-process.mjs', { args, env }),
    });
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  for (let round = -1; round < rounds; round += 1) {
    for (const contender of contenders) {
      const result = await oneRound(contender.process, pace, agent);
      // The first round warms up: compilation, connections, caches.
      if (round >= 0) contender.rounds.push(result);
    }
  }
  agent.destroy();
  for (const contender of contenders) await contender.process.stop();
  return Object.fromEntries(
    contenders.map(({ name, rounds: results }) => [
      name,
      {
        cpuMicrosPerSend: spread(results.map(({ cpuMicros }) => cpuMicros)),
        p99Ms: spread(results.map(({ latencies }) => percentile(latencies, 0.99))),
      },
    ]),
  );
}

async function oneRound({ ready, ask }, pace, agent) {
  const before = await ask({});
  const callsItself = ready.port === undefined;
  const result = callsItself
    ? await ask({ pace })
    : { latencies: await atPace(poster(ready.port, agent), pace) };
  const after = callsItself ? result : await ask({});
  const cpuMicros = (after.cpuMicros - before.cpuMicros) / pace.count;
  return { cpuMicros, latencies: result.latencies };
}

/** Posts like Logto's HTTP SMS connector, on a keep-alive connection. */
function poster(port, agent) {
  const body = JSON.stringify(logtoPost);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  return () =>
    new Promise((resolve, reject) => {
      const post = request({ port, path: '/sms', method: 'POST', agent, headers }, (answer) => {
        answer.resume();
        answer.on('end', resolve);
        if (answer.statusCode !== 204)
          reject(new Error(`The gateway answered ${answer.statusCode}.`));
      });
      post.on('error', reject);
      post.end(body);
    });
}

function percentile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** Start times of `aliyun-sms serve` until it prints its address, and of Node alone. */
async function startTimes() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-gateway-'));
  const settings = join(folder, 'settings.json');
  writeFileSync(settings, JSON.stringify(logtoSettings));
  const times = [];
  for (let round = 0; round < 11; round += 1) times.push(await startTime(settings));
  rmSync(folder, { recursive: true });
  return { serve: spread(times), ...commandTimes({ 'bare Node': ['-e', '0'] }) };
}

async function startTime(settings) {
  const start = performance.now();
  const args = [program, 'serve', '--settings', settings, '--port', '0'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes('/sms')) break;
  }
  const durationMs = performance.now() - start;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  if (!output.includes('/sms')) throw new Error('The gateway did not start.');
  return durationMs;
}
