type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an HTTPS origin: `HTTPS_PROXY`, unless `NO_PROXY` exempts
 * the host; the lower-case variables take precedence. `proxy:3128` means `http://proxy:3128`, as in
 * curl. Plain HTTP is for loopback and private addresses and never uses a proxy.
 *
 * `NO_PROXY` lists host names, which cover their subdomains, and IP addresses, separated by commas or
 * spaces, with or without a port (`[::1]:443`); `*` exempts everything. A trailing dot is ignored.
 * The rules are those of undici's `EnvHttpProxyAgent`, Node's own implementation.
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
 * `user:password` of a proxy's address, decoded; `:` if it has neither. `undefined` if a `%` is not
 * part of a percent code, so its meaning is unclear.
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
  // Two or more colons are an IPv6 address, which has a port only after brackets.
  const [, name = '', rulePort = port] =
    /^(\[.+\]|[^:]+):(\d+)$/.exec(rule) ?? /^(.*)$/.exec(rule) ?? [];
  const covered = plainHost(name.replace(/^\*?\./, ''));
  return covered !== '' && rulePort === port && `.${host}`.endsWith(`.${covered}`);
}

/** Lower-case, without brackets or a trailing dot. */
function plainHost(host: string): string {
  return host
    .replace(/^\[(.+)\]$/, '$1')
    .replace(/(?<=.)\.$/, '')
    .toLowerCase();
}
