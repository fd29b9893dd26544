import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';

/** Starts a real Redis server without persistence. Rejects if the program is not installed. */
export async function startRedis(port) {
  const args = ['--port', port, '--bind', '127.0.0.1', '--save', ''].map(String);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const failed = once(child, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => undefined);
  const ready = async () => {
    for await (const chunk of child.stdout) {
      if (String(chunk).includes('Ready to accept connections')) return;
    }
    throw new Error('redis-server ended before it was ready.');
  };
  await Promise.race([ready(), failed]);
  return child;
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The server's CPU time since its start, µs. */
export async function redisCpuMicros(port) {
  const [user, sys] = await info(port, 'cpu', ['used_cpu_user', 'used_cpu_sys']);
  return (user + sys) * 1e6;
}

/** What its data takes, overhead included, bytes. */
export async function redisMemory(port) {
  const [bytes] = await info(port, 'memory', ['used_memory']);
  return bytes;
}

async function info(port, section, fields) {
  const socket = connect(port, '127.0.0.1');
  socket.write(`INFO ${section}\r\nQUIT\r\n`);
  const answer = await text(socket);
  return fields.map((field) => Number(new RegExp(`^${field}:([\\d.]+)`, 'm').exec(answer)[1]));
}
