import { BlockList, isIP } from 'node:net';

const own = new BlockList();
own.addSubnet('127.0.0.0', 8);
own.addSubnet('10.0.0.0', 8);
own.addSubnet('172.16.0.0', 12);
own.addSubnet('192.168.0.0', 16);
own.addAddress('::1', 'ipv6');
own.addSubnet('fc00::', 7, 'ipv6');

/** Whether the address belongs to the machine itself or to a private network. */
function isOwnNetwork(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && own.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * What is wrong with an endpoint, `undefined` if nothing.
 *
 * An origin and no more, so that a setting can add nothing to a signed request. Without TLS only where
 * the message stays in the house: loopback, private addresses and names without a dot (a compose
 * service).
 */
export function endpointProblem(text: string): string | undefined {
  if (!URL.canParse(text)) {
    return 'is no address: write it like https://dysmsapi.aliyuncs.com';
  }
  const { protocol, username, password, hostname, pathname, search, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') {
    return 'must begin with https://';
  }
  if (username + password !== '') {
    return 'must not hold a user name or a password';
  }
  if (pathname + search + hash !== '/') {
    return 'must be an origin: no path, no query, nothing after the host and port';
  }
  return protocol === 'https:' || mayBePlain(hostname)
    ? undefined
    : 'must begin with https://: http:// is only for loopback, private addresses and names without a dot';
}

function mayBePlain(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? !host.includes('.') : isOwnNetwork(host);
}
