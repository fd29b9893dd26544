import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spread } from './contest.mjs';
import { startProcess } from './process.mjs';

const roundTripMs = 30;
const everyMs = 6000;

/**
 * Lets contenders send once every 6 s, like sign-ins on a quiet site, over TLS with a round-trip time of
 * 30 ms. All run at the same time, each with its own server and proxy.
 *
 * @returns for each contender its waiting time per send in milliseconds, and its connections
 */
export async function sendFromAfar(contenders, sends) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-tls-'));
  const certificate = selfSigned(folder);
  const measure = async (name) => {
    const server = await startProcess('constant-server.mjs', {
      env: { TLS_KEY: certificate.key, TLS_CERT: certificate.cert },
    });
    const proxy = await startProcess('delaying-proxy.mjs', {
      args: [String(server.ready.port), String(roundTripMs)],
    });
    const sender = await startProcess('sender.mjs', {
      args: [name, `https://127.0.0.1:${proxy.ready.port}`],
      env: { NODE_EXTRA_CA_CERTS: certificate.file },
    });
    const { latencies } = await sender.ask({ sends, concurrency: 1, everyMs });
    const { connections } = await server.ask({});
    await Promise.all([sender, proxy, server].map((process) => process.stop()));
    return [name, { waitingMs: spread(latencies.slice(1)), firstMs: latencies[0], connections }];
  };
  try {
    return Object.fromEntries(await Promise.all(contenders.map(measure)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function selfSigned(folder) {
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const output = ['-nodes', '-days', '2', '-keyout', keyFile, '-out', file];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, ...output], { stdio: 'ignore' });
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}
