type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an HTTPS origin: `HTTPS_PROXY`, unless `NO_PROXY` exempts
 * the host; both are read in lower case first. `proxy:3128` is `http://proxy:3128`, as it is to curl.
 * Plain HTTP is for loopback and private addresses and goes direct.
 *
 * `NO_PROXY` is a list with commas or blanks of host names, each of which covers its subdomains, with
 * or without a port; `*` exempts everything.
 */
export function proxyFor(origin: string, environment: Environment): string | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const proxy = setting('https_proxy', environment);
  const exempt = setting('no_proxy', environment) ?? '';
  const rules = exempt.toLowerCase().split(/[\s,]+/);
  return protocol === 'https:' && !rules.some((rule) => covers(rule, hostname, port || '443'))
    ? proxy && withScheme(proxy)
    : undefined;
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

function covers(rule: string, hostname: string, port: string): boolean {
  if (rule === '*') {
    return true;
  }
  const [, host = '', rulePort = port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(rule) ?? [];
  const name = hostname.replace(/^\[|\]$/g, '');
  return host !== '' && rulePort === port && (name === host || name.endsWith(`.${host}`));
}
