type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an HTTPS origin: `HTTPS_PROXY`, unless `NO_PROXY` exempts
 * the host; both are read in lower case first. `proxy:3128` is `http://proxy:3128`, as it is to curl.
 * Plain HTTP is for loopback and private addresses and goes direct.
 *
 * `NO_PROXY` is a list with commas or blanks of host names, each of which covers its subdomains, and of
 * addresses, each with or without a port (`[::1]:443`); `*` exempts everything. A dot at the end of a
 * name changes nothing. Rules: undici's `EnvHttpProxyAgent`, Node's own reading of these variables.
 */
export function proxyFor(origin: string, environment: Environment): string | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const proxy = setting('https_proxy', environment);
  if (protocol !== 'https:' || proxy === undefined) {
    return undefined;
  }
  const host = plainHost(hostname);
  const exempt = (setting('no_proxy', environment) ?? '').split(/[\s,]+/);
  return exempt.some((rule) => covers(rule, host, port || '443')) ? undefined : withScheme(proxy);
}

const withScheme = (proxy: string): string => (proxy.includes('://') ? proxy : `http://${proxy}`);

/**
 * `user:password` of a proxy's address, decoded; `:` where it has neither. `undefined` where a `%` in it
 * begins no percent code: then nobody knows what was meant.
 */
export function proxyLogin({ username, password }: URL): string | undefined {
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    return undefined;
  }
}

function setting(name: string, environment: Environment): string | undefined {
  return environment[name] || environment[name.toUpperCase()] || undefined;
}

function covers(rule: string, host: string, port: string): boolean {
  if (rule === '*') {
    return true;
  }
  // Two colons and more are an address of version 6, which has a port only in brackets.
  const [, name = '', rulePort = port] =
    /^(\[.+\]|[^:]+):(\d+)$/.exec(rule) ?? /^(.*)$/.exec(rule) ?? [];
  const covered = plainHost(name.replace(/^\*?\./, ''));
  return covered !== '' && rulePort === port && `.${host}`.endsWith(`.${covered}`);
}

/** Lower-case, without an address's brackets and the dot that may end a full name. */
function plainHost(host: string): string {
  return host
    .replace(/^\[(.+)\]$/, '$1')
    .replace(/(?<=.)\.$/, '')
    .toLowerCase();
}
