import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { SOUND_SETTINGS } from '../testing/sound-settings.ts';
import { checkNetwork } from './network.ts';

const CERTIFICATE = fileURLToPath(
  new URL('../../../client/src/testing/local-certificate.pem', import.meta.url),
);
const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
const open: Server[] = [];

afterEach(async () => {
  await Promise.all(
    open.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(resolve);
      });
    }),
  );
});

async function portOf(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line no-unsafe-type-assertion
  return (server.address() as AddressInfo).port;
}

const secure = async () => {
  const pem = readFileSync(CERTIFICATE);
  const server = createTlsServer({ key: pem, cert: pem }, (_, response) => response.end());
  return new URL(`https://localhost:${await portOf(server)}`);
};

/** A CONNECT proxy that requires this login. */
async function proxy(login: string): Promise<string> {
  const server = createServer();
  server.on('connect', ({ url = '', headers }, client) => {
    const expected = `Basic ${Buffer.from(login).toString('base64')}`;
    if (headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const [host, port] = url.split(':');
    const through = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      through.pipe(client).pipe(through);
    });
    client.on('error', () => through.destroy());
    through.on('error', () => client.destroy());
  });
  return `127.0.0.1:${await portOf(server)}`;
}

const told = async (endpoint: URL, environment: Record<string, string> = {}) =>
  (await checkNetwork(endpoint, environment)).map(({ check, level, text }) => ({
    check,
    level,
    text: text.en,
  }));

const UNTRUSTED = {
  check: 'tls',
  level: 'problem',
  text: expect.stringMatching(/not trusted \([A-Z_]+\); it expires on \d{4}-\d\d-\d\d/),
};

describe('the network path to an endpoint', () => {
  it('over plain HTTP has neither proxy nor TLS', async () => {
    expect(await told(new URL('http://127.0.0.1:4086'), { HTTPS_PROXY: 'http://p' })).toEqual([
      {
        check: 'proxy',
        level: 'ok',
        text: '127.0.0.1:4086 is plain HTTP: no proxy applies, and no TLS',
      },
    ]);
  });

  it('is direct without a proxy: DNS, then an untrusted certificate', async () => {
    expect(await told(await secure())).toMatchObject([
      { check: 'proxy', level: 'ok', text: expect.stringContaining('HTTPS_PROXY is not set') },
      { check: 'dns', level: 'ok' },
      UNTRUSTED,
    ]);
  });

  it('is direct if NO_PROXY exempts the host', async () => {
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'localhost' };
    const [finding] = await told(await secure(), environment);
    expect(finding).toMatchObject({
      level: 'ok',
      text: expect.stringContaining('NO_PROXY exempts'),
    });
  });

  it('leads through the proxy, whose password is not shown', async () => {
    const place = await proxy('user:pass word');
    const environment = { HTTPS_PROXY: `http://user:pass%20word@${place}` };
    const findings = await told(await secure(), environment);
    expect(findings).toMatchObject([{ check: 'proxy', level: 'ok' }, UNTRUSTED]);
    expect(findings[0]?.text).toContain(place);
    expect(JSON.stringify(findings)).not.toMatch(/pass/);
  });

  it('uses the CA certificates of NODE_EXTRA_CA_CERTS, through the proxy, in the built program', async () => {
    const endpoint = (await secure()).origin;
    const place = await proxy('user:pass word');
    const folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ ...SOUND_SETTINGS, endpoint }));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [BIN, 'doctor', '--settings', file, '--json'],
      {
        env: {
          HTTPS_PROXY: `http://user:pass%20word@${place}`,
          NODE_EXTRA_CA_CERTS: CERTIFICATE,
        },
      },
    ).catch((failed: { readonly stdout: string }) => failed);
    await rm(folder, { recursive: true });
    const { findings }: { findings: unknown } = JSON.parse(stdout);
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check: 'proxy', level: 'ok' }),
        expect.objectContaining({
          check: 'tls',
          level: 'ok',
          text: expect.stringMatching(
            /^localhost speaks TLSv1\.3; .* valid until \d{4}-\d\d-\d\d$/,
          ),
        }),
        expect.objectContaining({ check: 'connection', level: 'ok' }),
      ]),
    );
  });

  it.each([
    ['a proxy that refuses', async () => `http://${await proxy('user:secret')}`, /\(HTTP 407\)/],
    ['a proxy that does not listen', async () => 'http://127.0.0.1:1', /\(ECONNREFUSED\)/],
    ['a proxy whose URL is not valid', async () => 'http://[proxy', /\(not a valid URL\)/],
    [
      'a proxy whose password is cut short',
      async () => 'http://user:12/34@127.0.0.1:1',
      /^The proxy \? .*\(not a valid URL\)/,
    ],
    ['a SOCKS proxy', async () => 'socks5://127.0.0.1:1080', /only http:\/\/ and https:\/\//],
    [
      'a password that is not escaped',
      async () => 'http://user:50%off@127.0.0.1:1',
      /% that is not %25/,
    ],
    ['a TLS proxy that does not listen', async () => 'https://127.0.0.1:1', /\(ECONNREFUSED\)/],
  ])('ends at %s', async (_, address, says) => {
    const findings = await told(await secure(), { HTTPS_PROXY: await address() });
    expect(findings).toMatchObject([
      { check: 'proxy', level: 'problem', text: expect.stringMatching(says) },
    ]);
  });

  it('to an IP address needs no DNS', async () => {
    const { port } = await secure();
    expect(await told(new URL(`https://127.0.0.1:${port}`))).toMatchObject([
      { check: 'proxy', level: 'ok' },
      UNTRUSTED,
    ]);
  });

  it('asks the proxy for port 443 if the URL has none', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer();
    server.on('connect', ({ url }, client) => {
      asked.push(url);
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${await portOf(server)}` };
    const [finding] = await told(new URL('https://dysmsapi.aliyuncs.com'), environment);
    expect(asked).toEqual(['dysmsapi.aliyuncs.com:443']);
    expect(finding).toMatchObject({
      level: 'problem',
      text: expect.stringContaining('(HTTP 403)'),
    });
  });

  it('ends at a name that DNS cannot resolve', async () => {
    const [, finding] = await told(new URL('https://nobody.invalid'));
    expect(finding).toMatchObject({ check: 'dns', level: 'problem' });
  });
});
