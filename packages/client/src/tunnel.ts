import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { proxyLogin } from './proxy.ts';
import { TransportError } from './transport.ts';

/** A proxy silent for this long has failed; the call's deadline usually comes first. Milliseconds. */
const PROXY_TIMEOUT_MS = 10_000;

/**
 * A connection to `target` (`host:port`) through an HTTP proxy, by CONNECT. User name and password in
 * the proxy's address are sent as Basic authentication. `timeoutMs`: milliseconds; default 10,000.
 *
 * Rejects with a {@link TransportError} that names the proxy: `ERR_PROXY_ADDRESS` (not a valid URL),
 * `ERR_PROXY_PROTOCOL` (neither http nor https, such as `socks5://`), `ERR_PROXY_LOGIN` (a `%` that is
 * not part of a percent code), `ERR_PROXY_REFUSED` with the proxy's `status`, or a system error's code.
 */
export async function openTunnel(
  proxy: string,
  target: string,
  timeoutMs = PROXY_TIMEOUT_MS,
): Promise<Socket> {
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url === undefined || isCutShort(url)) {
    throw proxyError('ERR_PROXY_ADDRESS', undefined);
  }
  if (!/^https?:$/.test(url.protocol)) {
    throw proxyError('ERR_PROXY_PROTOCOL', `${url.protocol}//${url.host}`);
  }
  const login = proxyLogin(url);
  if (login === undefined) {
    throw proxyError('ERR_PROXY_LOGIN', url.host);
  }
  return new Promise((resolve, reject) => {
    const request = requestTunnel(url, login, target, timeoutMs);
    const fail = (code: string, status?: number) => {
      request.destroy();
      reject(proxyError(code, url.host, status));
    };
    request.once('error', (error) => fail('code' in error ? String(error.code) : 'ERR_UNKNOWN'));
    request.once('timeout', () => fail('ETIMEDOUT'));
    request.once('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        fail('ERR_PROXY_REFUSED', statusCode);
        return;
      }
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

/** A bare `/`, `?` or `#` in the password ends the host there: what passes for the port is a secret. */
function isCutShort({ pathname, search, hash }: URL): boolean {
  return (pathname + search + hash).includes('@');
}

function requestTunnel(
  { protocol, hostname, port }: URL,
  login: string,
  target: string,
  timeout: number,
): http.ClientRequest {
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  return (protocol === 'https:' ? https : http)
    .request({
      agent: false,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      method: 'CONNECT',
      path: target,
      headers: {
        host: target,
        ...(login === ':' ? {} : { 'proxy-authorization': authorization }),
      },
      timeout,
    })
    .end();
}

function proxyError(code: string, address: string | undefined, status?: number): TransportError {
  return new TransportError({ code, stage: 'connecting', proxy: { address, status } });
}
