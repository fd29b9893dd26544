import { BlockList, isIP, isIPv4 } from 'node:net';

/** Addresses that name no user: the machine itself, a private network, a proxy in front of Logto. */
const unknowing = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  unknowing.addSubnet(network, bits);
}
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  unknowing.addSubnet(network, bits, 'ipv6');
}

/**
 * The address of the user's device, for comparing: IPv4 unwrapped from `::ffff:`, IPv6 in full.
 * `undefined` where the text is no address.
 */
export function readAddress(ip: string | undefined): string | undefined {
  const [address = ''] = (ip ?? '').trim().split('%');
  if (isIPv4(address)) {
    return address;
  }
  if (isIP(address) === 0) {
    return undefined;
  }
  const groups = groupsOf(address);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  return groups.map((group) => group.toString(16)).join(':');
}

export function isUserAddress(address: string): boolean {
  return !matches(unknowing, address);
}

/**
 * What one user has to himself: an IPv4 address in 8 hexadecimal digits, or the /64 that a provider
 * hands out in IPv6, in 16. No network begins with the 32 zeros that would make the two alike.
 */
export function addressKey(address: string): string {
  return isIPv4(address)
    ? address
        .split('.')
        .map((byte) => Number(byte).toString(16).padStart(2, '0'))
        .join('')
    : address
        .split(':')
        .slice(0, 4)
        .map((group) => group.padStart(4, '0'))
        .join('');
}

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

/** The eight groups of an IPv6 address. The URL parser knows all its spellings. */
function groupsOf(address: string): readonly number[] {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...middle, ...right].map((group) => Number.parseInt(group, 16));
}
