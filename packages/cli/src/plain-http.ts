import { BlockList, isIP } from 'node:net';
import type { Localized } from './language.ts';

const own = new BlockList();
own.addSubnet('127.0.0.0', 8);
own.addSubnet('10.0.0.0', 8);
own.addSubnet('172.16.0.0', 12);
own.addSubnet('192.168.0.0', 16);
own.addAddress('::1', 'ipv6');
own.addSubnet('fc00::', 7, 'ipv6');

/** Whether an address may be spoken to at all: without TLS only where the words stay in the house, as
 *  in the connector: this machine, private addresses and names without a dot (a compose service). */
export function isSafeAddress({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const isOwn =
    family === 0 ? !host.includes('.') : own.check(host, family === 6 ? 'ipv6' : 'ipv4');
  return protocol === 'http:' && isOwn;
}

/** `what` would be read on the way. */
export const needsTls = (origin: string, what: Localized): Localized => ({
  en: `${origin} must begin with https://: over http:// ${what.en} could be read on the way. It is for this machine, private addresses and names without a dot.`,
  zh: `${origin} 必须以 https:// 开头：使用 http:// 时，${what.zh}在途中可能被读取。http:// 仅限本机、内网地址和不含点的主机名。`,
});
