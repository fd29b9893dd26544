import { isIP } from 'node:net';

/** Who may use the sandbox, beyond programs on the machine itself. */
export interface AccessOptions {
  /** Additional host names, without port, that requests may use to address the sandbox, such as
   *  container names. `localhost` and IP addresses always work. */
  readonly allowHosts?: readonly string[];
  /** Origins (`http://127.0.0.1:3000`) whose pages may call the sandbox; `*` for any. Default: only its
   *  own. */
  readonly allowOrigins?: readonly string[];
  /** Origins whose pages may show the inbox in a frame. Default: only its own. */
  readonly allowFrame?: readonly string[];
}

/** What a request says about its origin. */
export interface Caller {
  readonly method: string;
  /** The Host header, with its port. */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`, which browsers also send with simple reads, where they omit the Origin. */
  readonly fetchSite: string | undefined;
  /** `Sec-Fetch-Dest`. */
  readonly fetchDest: string | undefined;
}

/**
 * Host names, besides IP addresses, that clients may use on the Aliyun side: this machine, containers
 * and services next to it, and Aliyun's own, for clients that use the sandbox as their HTTP proxy.
 * No outsider can make any of these names resolve to this machine.
 */
const CLIENT_HOSTS =
  /^(?:[^.]+|(?:.+\.)?localhost|host\.docker\.internal|.+\.svc\.cluster\.local|.+\.aliyuncs\.com)$/;

/**
 * The sandbox has no password, because it listens on loopback. This keeps out pages of other origins,
 * and pages whose own name was made to resolve to this machine (DNS rebinding): to the browser those
 * have the same origin as this server, and only the Host header gives them away.
 */
export class Access {
  readonly #hosts: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;

  constructor({ allowHosts = [], allowOrigins = [] }: AccessOptions = {}) {
    this.#hosts = new Set(allowHosts.map((host) => host.toLowerCase()));
    this.#origins = new Set(allowOrigins);
  }

  /** Why the control API and the page refuse this Host; `undefined` if they accept it. */
  hostRefusal({ host }: Caller): string | undefined {
    return this.#isOwnHost(hostName(host)) ? undefined : WRONG_HOST;
  }

  /** Why the control API refuses the calling page; `undefined` if it accepts it. */
  originRefusal(caller: Caller): string | undefined {
    return this.#isForeign(caller) && !isLinkFollowed(caller) ? WRONG_ORIGIN : undefined;
  }

  /** Both checks for the Aliyun side. SDKs send no Origin, and the host that they were configured with. */
  aliyunRefusal(caller: Caller): string | undefined {
    const { host } = caller;
    const name = hostName(host);
    if (host !== undefined && !CLIENT_HOSTS.test(name) && !this.#isOwnHost(name)) {
      return WRONG_HOST;
    }
    return this.#isForeign(caller) ? WRONG_ORIGIN : undefined;
  }

  /** For `Access-Control-Allow-Origin`; `undefined` if this origin may not read. */
  sharedWith(origin: string | undefined): string | undefined {
    if (origin === undefined) {
      return undefined;
    }
    return this.#origins.has('*') ? '*' : this.#origins.has(origin) ? origin : undefined;
  }

  /** An IP address in the Host header cannot come from DNS rebinding, which needs a name. */
  #isOwnHost(name: string): boolean {
    return (
      name === 'localhost' || isIP(name.replaceAll(/^\[|\]$/g, '')) > 0 || this.#hosts.has(name)
    );
  }

  #isForeign({ host, origin, fetchSite = 'none' }: Caller): boolean {
    if (origin === undefined) {
      return fetchSite !== 'same-origin' && fetchSite !== 'none';
    }
    const isOwn = origin === `http://${host}` || origin === `https://${host}`;
    return !isOwn && this.sharedWith(origin) === undefined;
  }
}

const WRONG_HOST = 'This Host is not allowed. To allow it, use --allow-host.';
const WRONG_ORIGIN = 'This Origin is not allowed. To allow it, use --allow-origin.';

/** Whether a host name or address, an IPv6 one with or without brackets, is that of this machine only. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|::1|\[::1\])$/.test(host);
}

/** In lower case, without port and trailing dot. */
function hostName(host = ''): string {
  return host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
}

/** Following a link to the sandbox is fine: the linking page cannot read what it leads to. */
function isLinkFollowed({ method, origin, fetchDest }: Caller): boolean {
  return origin === undefined && method === 'GET' && fetchDest === 'document';
}
