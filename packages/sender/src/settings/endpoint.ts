import { BlockList, isIP } from 'node:net';
import type { Words } from '../words.ts';

const own = new BlockList();
own.addSubnet('127.0.0.0', 8);
own.addSubnet('10.0.0.0', 8);
own.addSubnet('172.16.0.0', 12);
own.addSubnet('192.168.0.0', 16);
own.addAddress('::1', 'ipv6');
own.addSubnet('fc00::', 7, 'ipv6');

/** Whether the address is loopback or in a private network. */
function isPrivate(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && own.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * What is wrong with an endpoint, `undefined` if nothing.
 *
 * Only an origin, so that a setting cannot add to a signed request. Without TLS only inside one's own
 * network: loopback, private addresses and names without a dot (a Compose service).
 */
export function endpointProblem(text: string): Words | undefined {
  if (!URL.canParse(text)) {
    return {
      en: 'is not a valid URL, for example https://dysmsapi.aliyuncs.com',
      zh: '不是有效的网址，例如 https://dysmsapi.aliyuncs.com',
    };
  }
  const { protocol, username, password, hostname, origin, href } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') {
    return { en: 'must begin with https://', zh: '必须以 https:// 开头' };
  }
  if (username + password !== '') {
    return { en: 'must not contain a user name or a password', zh: '不能包含用户名或密码' };
  }
  // The client compares in the same way: a bare `?` or `#` is not in any part of a URL.
  if (href !== `${origin}/`) {
    return {
      en: 'must be an origin: no path, no query, nothing after the host and port',
      zh: '只能包含协议、主机和端口，不能带路径或参数',
    };
  }
  return protocol === 'https:' || mayBePlain(hostname)
    ? undefined
    : {
        en: 'must begin with https://: http:// is only for loopback, private addresses and names without a dot',
        zh: '必须以 https:// 开头：http:// 仅限本机、内网地址和不含点的主机名',
      };
}

function mayBePlain(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? !host.includes('.') : isPrivate(host);
}
