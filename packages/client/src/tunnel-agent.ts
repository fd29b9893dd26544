import http from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { proxyLogin } from './proxy.ts';

/** A proxy that is silent for this long is given up; the call's own deadline mostly comes first. */
const PROXY_TIMEOUT_MS = 10_000;

type Created = (error: Error | null, socket: Duplex) => void;

/**
 * Makes its TLS connections through a proxy (CONNECT). User name and password in the proxy's address
 * go as Basic authentication.
 *
 * Own code rather than `https-proxy-agent`, tried with 7.0.6: it drops the agent's options, so that
 * NODE_TLS_REJECT_UNAUTHORIZED=0 switched the check of certificates off; a proxy's refusal came back as
 * if Aliyun had answered; DEBUG=* printed the proxy's password; and its 17 KB ask for supports-color at
 * run time. Version 9 asks for Kerberos as well.
 */
export class TunnelAgent extends https.Agent {
  /** Absent where its address is none. */
  readonly #proxy: URL | undefined;
  readonly #timeoutMs: number;

  constructor(proxy: string, options: https.AgentOptions, timeoutMs = PROXY_TIMEOUT_MS) {
    super(options);
    this.#proxy = URL.canParse(proxy) ? new URL(proxy) : undefined;
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(options: https.RequestOptions, created: Created): undefined {
    if (this.#proxy === undefined) {
      created(refusal('ERR_PROXY_ADDRESS'), new Socket());
      return;
    }
    const login = proxyLogin(this.#proxy);
    if (login === undefined) {
      created(refusal('ERR_PROXY_LOGIN'), new Socket());
      return;
    }
    const target = `${options.host}:${options.port}`;
    const asking = askForTunnel(this.#proxy, login, target, this.#timeoutMs);
    asking.once('error', (error) => created(error, new Socket()));
    asking.once('timeout', () => asking.destroy(refusal('ETIMEDOUT')));
    asking.once('connect', ({ statusCode }, socket) => {
      if (statusCode !== 200) {
        socket.destroy();
        created(refusal('ERR_PROXY_REFUSED'), socket);
        return;
      }
      socket.setTimeout(0);
      const tunnelled = { ...options, socket };
      const secured = super.createConnection(tunnelled);
      created(null, secured ?? socket);
    });
  }
}

function askForTunnel(
  { protocol, hostname, port }: URL,
  login: string,
  target: string,
  timeout: number,
) {
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

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}
