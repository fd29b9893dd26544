import { isIP } from 'node:net';

/** Who may use the sandbox, beyond programs on the machine itself. */
export interface AccessOptions {
  /** Further host names, without port, under which the sandbox may be addressed: names of
   *  containers, for instance. `localhost` and IP addresses always work. */
  readonly allowHosts?: readonly string[];
  /** Origins (`http://127.0.0.1:3000`) whose pages may call the sandbox; `*` for every page there is.
   *  Default: its own. */
  readonly allowOrigins?: readonly string[];
  /** Origins whose pages may show the inbox in a frame. Default: its own. */
  readonly allowFrame?: readonly string[];
}

/** What a request says of where it comes from. */
export interface Caller {
  readonly method: string;
  /** As in the Host header, with its port. */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`. Browsers leave the Origin out of plain reads; this one then tells. */
  readonly fetchSite: string | undefined;
  /** `Sec-Fetch-Dest`. */
  readonly fetchDest: string | undefined;
}

/**
 * Names beside addresses under which clients reach the Aliyun side: this machine, containers and
 * services beside it, and Aliyun's own, which clients name that use the sandbox as their HTTP proxy.
 * Nobody can point one of them at this machine from outside.
 */
const CLIENTS_NAMES =
  /^(?:[^.]+|(?:.+\.)?localhost|host\.docker\.internal|.+\.svc\.cluster\.local|.+\.aliyuncs\.com)$/;

/**
 * The sandbox has no password because it listens on loopback. This keeps out the pages of other
 * origins, and pages whose own name was re-pointed to this machine (DNS rebinding): for the browser
 * those are of the same origin as this server, and only their Host header gives them away.
 */
export class Access {
  readonly #hosts: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;

  constructor({ allowHosts = [], allowOrigins = [] }: AccessOptions = {}) {
    this.#hosts = new Set(allowHosts.map((host) => host.toLowerCase()));
    this.#origins = new Set(allowOrigins);
  }

  /** Why the control API and the page are not for this Host; `undefined` where they are. */
  hostRefusal({ host }: Caller): string | undefined {
    return this.#isOwnHost(hostName(host)) ? undefined : WRONG_HOST;
  }

  /** Why the control API is not for the page that calls; `undefined` where it is. */
  originRefusal(caller: Caller): string | undefined {
    return this.#isForeign(caller) && !isLinkFollowed(caller) ? WRONG_ORIGIN : undefined;
  }

  /** Both for the Aliyun side. SDKs send no Origin, and name the host that they were given. */
  aliyunRefusal(caller: Caller): string | undefined {
    const { host } = caller;
    const name = hostName(host);
    if (host !== undefined && !CLIENTS_NAMES.test(name) && !this.#isOwnHost(name)) {
      return WRONG_HOST;
    }
    return this.#isForeign(caller) ? WRONG_ORIGIN : undefined;
  }

  /** For `Access-Control-Allow-Origin`; `undefined` where no page of another origin may read. */
  sharedWith(origin: string | undefined): string | undefined {
    if (origin === undefined) {
      return undefined;
    }
    return this.#origins.has('*') ? '*' : this.#origins.has(origin) ? origin : undefined;
  }

  /** An address in the Host header is the address that was dialled: no name was re-pointed. */
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

const WRONG_HOST = 'This Host is not allowed: see --allow-host.';
const WRONG_ORIGIN = 'This Origin is not allowed: see --allow-origin.';

/** Without its port and a dot at the end, in lower case. */
function hostName(host = ''): string {
  return host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase();
}

/** A link that a person follows to the page is fine: no other page can read what it leads to. */
function isLinkFollowed({ method, origin, fetchDest }: Caller): boolean {
  return origin === undefined && method === 'GET' && fetchDest === 'document';
}
