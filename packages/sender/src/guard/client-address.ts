import { BlockList, isIP, isIPv4 } from 'node:net';

/** Addresses that are not a user's: the machine itself, private networks, a proxy in front of Logto. */
const notUsers = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  notUsers.addSubnet(network, bits);
}
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  notUsers.addSubnet(network, bits, 'ipv6');
}

/** `[2001:db8::1]:443`, `203.0.113.7:1024`: the address as proxies write it, with a port. */
const WITH_PORT = /^(?:\[([^\]]*)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/;

/**
 * An address in a form for comparison: without brackets and port, IPv4 unwrapped from `::ffff:`, IPv6
 * in full. `undefined` if the text is not an address.
 */
export function readAddress(ip: string): string | undefined {
  const text = ip.trim();
  const [, inBrackets, withPort = text] = WITH_PORT.exec(text) ?? [];
  const [address = ''] = (inBrackets ?? withPort).split('%');
  if (isIPv4(address)) {
    return address;
  }
  if (isIP(address) === 0) {
    return undefined;
  }
  const groups = groupsOf(address);
  return unwrapped(groups) ?? groups.map((group) => group.toString(16)).join(':');
}

/** The IPv4 address behind `::ffff:`. */
function unwrapped(groups: readonly number[]): string | undefined {
  if (groups[5] !== 0xffff || groups.slice(0, 5).some((group) => group !== 0)) {
    return undefined;
  }
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

export function isUserAddress(address: string): boolean {
  return !matches(notUsers, address);
}

/** A network that may be one user's, and how many times the limit of one address it may have. */
export interface Network {
  readonly key: string;
  readonly multiple: number;
}

/**
 * What counts as one user: an IPv4 address; in IPv6 the /64 that a provider assigns, and above it the
 * /56 and /48 of customers with larger networks.
 */
export function networksOf(address: string): readonly Network[] {
  if (isIPv4(address)) {
    return [{ key: address, multiple: 1 }];
  }
  const digits = address
    .split(':')
    .map((group) => group.padStart(4, '0'))
    .join('');
  return IPV6_TIERS.map(({ bits, multiple }) => ({ key: digits.slice(0, bits / 4), multiple }));
}

export const IPV6_TIERS = [
  { bits: 64, multiple: 1 },
  { bits: 56, multiple: 4 },
  { bits: 48, multiple: 16 },
] as const;

export function addressList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    const family = isIPv4(network) ? 'ipv4' : 'ipv6';
    list.addSubnet(network, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return list;
}

export function matches(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** The eight groups of an IPv6 address. The URL parser accepts every notation. */
function groupsOf(address: string): readonly number[] {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...middle, ...right].map((group) => Number.parseInt(group, 16));
}
