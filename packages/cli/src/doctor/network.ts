import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import { openTunnel, proxyFor, TransportError } from 'aliyun-sms-client';
import { systemCode } from '../failure.ts';
import { ok, problem, type Finding } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 5000;

/** The path to an endpoint, before any request: proxy, DNS, TLS. */
export async function checkNetwork(endpoint: URL, environment: Environment): Promise<Finding[]> {
  if (endpoint.protocol === 'http:') return [plain(endpoint)];
  const proxy = proxyFor(endpoint.origin, environment);
  if (proxy === undefined) {
    const isExempt = proxyFor(endpoint.origin, { ...environment, no_proxy: '', NO_PROXY: '' });
    return [
      direct(endpoint, isExempt !== undefined),
      ...(await checkName(endpoint)),
      ...(await checkTls(endpoint, {})),
    ];
  }
  const tunnel = await tunnelTo(endpoint, proxy);
  if ('refusal' in tunnel) return [noTunnel(endpoint, tunnel)];
  return [through(endpoint, new URL(proxy)), ...(await checkTls(endpoint, tunnel))];
}

const plain = ({ host }: URL): Finding =>
  ok('proxy', {
    en: `${host} is plain HTTP: no proxy applies, and no TLS`,
    zh: `${host} 为明文 HTTP：不经代理，也没有 TLS`,
  });

const direct = ({ host }: URL, isExempt: boolean): Finding =>
  ok('proxy', {
    en: `No proxy to ${host}: ${isExempt ? 'NO_PROXY exempts it' : 'HTTPS_PROXY is not set'}`,
    zh: `到 ${host} 不经代理：${isExempt ? 'NO_PROXY 已排除' : '未设置 HTTPS_PROXY'}`,
  });

const through = ({ host }: URL, proxy: URL): Finding =>
  ok('proxy', {
    en: `The proxy ${proxy.host} of HTTPS_PROXY connects to ${host}`,
    zh: `HTTPS_PROXY 的代理 ${proxy.host} 可到达 ${host}`,
  });

const noTunnel = ({ host }: URL, { place, refusal: reason }: Refused): Finding =>
  problem(
    'proxy',
    {
      en: `The proxy ${place} of HTTPS_PROXY does not connect to ${host} (${reason})`,
      zh: `HTTPS_PROXY 的代理 ${place} 无法到达 ${host}（${reason}）`,
    },
    {
      en: `Correct HTTPS_PROXY, with user and password if it requires them, or exempt the host with NO_PROXY. Logto's process needs the same.`,
      zh: '请修正 HTTPS_PROXY（需要时含用户名和密码），或用 NO_PROXY 排除该主机。Logto 进程也需要相同设置。',
    },
  );

interface Refused {
  /** Host and port alone: the URL may contain a password. */
  readonly place: string;
  readonly refusal: string;
}

type Tunnel = { readonly socket: Socket } | Refused;

async function tunnelTo(endpoint: URL, proxy: string): Promise<Tunnel> {
  const target = `${endpoint.hostname}:${endpoint.port || '443'}`;
  try {
    return { socket: await openTunnel(proxy, target, TIMEOUT_MS) };
  } catch (error) {
    const known = error instanceof TransportError ? error : undefined;
    const { address: place = '?', status } = known?.proxy ?? {};
    return { place, refusal: refusalOf(known?.code, status) };
  }
}

function refusalOf(code = 'ERR_UNKNOWN', status?: number): string {
  switch (code) {
    case 'ERR_PROXY_ADDRESS':
      return 'not a valid URL';
    case 'ERR_PROXY_PROTOCOL':
      return 'only http:// and https:// proxies are supported';
    case 'ERR_PROXY_LOGIN':
      return 'its user or password contains a % that is not %25';
    default:
      return status === undefined ? code : `HTTP ${status}`;
  }
}

async function checkName({ hostname }: URL): Promise<Finding[]> {
  if (isIP(bare(hostname)) !== 0) return [];
  try {
    const { length } = await lookup(hostname, { all: true });
    const count = `${length} address${length === 1 ? '' : 'es'}`;
    const text = {
      en: `DNS resolves ${hostname} (${count})`,
      zh: `DNS 可解析 ${hostname}（${length} 个地址）`,
    };
    return [ok('dns', text)];
  } catch (error) {
    const reason = systemCode(error);
    return [
      problem(
        'dns',
        {
          en: `DNS does not resolve ${hostname} (${reason})`,
          zh: `DNS 无法解析 ${hostname}（${reason}）`,
        },
        {
          en: 'Check the endpoint’s spelling and the name server of this machine, or of the container.',
          zh: '请检查接入地址的拼写，以及本机或容器的 DNS 服务器。',
        },
      ),
    ];
  }
}

/** Empty without a connection, which `checkConnection` reports. */
async function checkTls(
  { hostname, port }: URL,
  over: { readonly socket?: Socket },
): Promise<Finding[]> {
  const host = bare(hostname);
  const servername = isIP(host) === 0 ? host : '';
  return new Promise((resolve) => {
    // Closed at once: nothing is sent over a connection that is not trusted.
    const socket = tls.connect(
      { ...over, host, port: Number(port || 443), servername, rejectUnauthorized: false },
      () => {
        resolve([tlsFinding(host, socket)]);
        socket.destroy();
      },
    );
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
    socket.once('error', () => resolve([]));
    socket.once('close', () => resolve([]));
  });
}

function tlsFinding(host: string, connection: tls.TLSSocket): Finding {
  const { valid_to: validTo } = connection.getPeerCertificate();
  const until = new Date(validTo).toISOString().slice(0, 10);
  if (connection.authorized) {
    const protocol = connection.getProtocol();
    return ok('tls', {
      en: `${host} speaks ${protocol}; its certificate is valid until ${until}`,
      zh: `${host} 使用 ${protocol}，证书有效期至 ${until}`,
    });
  }
  // Typed as Error, but Node sets a string: the code.
  const reason = String(connection.authorizationError);
  return problem(
    'tls',
    {
      en: `The certificate of ${host} is not trusted (${reason}); it expires on ${until}`,
      zh: `${host} 的证书不受信任（${reason}），有效期至 ${until}`,
    },
    {
      en: 'Something in between may be intercepting TLS: let Logto’s process trust its CA certificate with NODE_EXTRA_CA_CERTS. Never disable verification.',
      zh: '中间可能有设备在解密 TLS：请用 NODE_EXTRA_CA_CERTS 让 Logto 进程信任其 CA 证书。不要关闭证书校验。',
    },
  );
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
