import https from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { openTunnel } from './tunnel.ts';

type Created = (error: Error | null, socket: Duplex) => void;

/**
 * Makes its TLS connections through a proxy.
 *
 * Not `https-proxy-agent`, because version 7.0.6 drops the agent's options, so that
 * NODE_TLS_REJECT_UNAUTHORIZED=0 disables the check of certificates; reports a proxy's refusal as if
 * Aliyun had answered; prints the proxy's password with DEBUG=*; and tries to load supports-color at
 * run time, version 9 Kerberos as well.
 */
export class TunnelAgent extends https.Agent {
  readonly #proxy: string;
  readonly #timeoutMs: number | undefined;

  constructor(proxy: string, options: https.AgentOptions, timeoutMs?: number) {
    super(options);
    this.#proxy = proxy;
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(options: https.RequestOptions, created: Created): undefined {
    const host = String(options.host);
    const target = `${host.includes(':') ? `[${host}]` : host}:${options.port}`;
    const secure = (socket: Socket) => {
      const tunnelled = { ...options, socket };
      created(null, super.createConnection(tunnelled) ?? socket);
    };
    const fail = (error: Error) => created(error, new Socket());
    openTunnel(this.#proxy, target, this.#timeoutMs).then(secure, fail);
  }
}
