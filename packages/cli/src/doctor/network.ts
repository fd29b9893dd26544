import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import { proxyFor, proxyLogin } from 'aliyun-sms-client';
import { systemCode } from '../failure.ts';
import { ok, problem, type Finding } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT_MS = 5000;

/** The way to an endpoint, before anything is asked there: proxy, name, TLS. */
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
  const tunnel = await openTunnel(endpoint, proxy);
  if ('refusal' in tunnel) return [noTunnel(endpoint, proxy, tunnel.refusal)];
  return [through(endpoint, proxy), ...(await checkTls(endpoint, tunnel))];
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

const through = ({ host }: URL, proxy: string): Finding =>
  ok('proxy', {
    en: `The proxy ${placeOf(proxy)} of HTTPS_PROXY leads to ${host}`,
    zh: `HTTPS_PROXY 的代理 ${placeOf(proxy)} 可到达 ${host}`,
  });

const noTunnel = ({ host }: URL, proxy: string, reason: string): Finding =>
  problem(
    'proxy',
    {
      en: `The proxy ${placeOf(proxy)} of HTTPS_PROXY does not lead to ${host} (${reason})`,
      zh: `HTTPS_PROXY 的代理 ${placeOf(proxy)} 无法到达 ${host}（${reason}）`,
    },
    {
      en: `Correct HTTPS_PROXY, with user and password if it wants them, or exempt the host with NO_PROXY. Logto's process needs the same.`,
      zh: '请修正 HTTPS_PROXY（需要时含用户名和密码），或用 NO_PROXY 排除该主机。Logto 进程也需要相同设置。',
    },
  );

/** Host and port alone: the address may hold a password. */
const placeOf = (proxy: string): string => (URL.canParse(proxy) ? new URL(proxy).host : '?');

type Tunnel = { readonly socket: Socket } | { readonly refusal: string };

/** CONNECT, as the client asks for it; the refusal is a code of Node's or the proxy's HTTP status. */
async function openTunnel(endpoint: URL, proxy: string): Promise<Tunnel> {
  if (!URL.canParse(proxy)) return { refusal: 'no address' };
  const { protocol, hostname, port } = new URL(proxy);
  const login = proxyLogin(new URL(proxy));
  if (login === undefined) return { refusal: 'its user or password holds a % that is not %25' };
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const target = `${endpoint.hostname}:${endpoint.port || '443'}`;
  return new Promise((resolve) => {
    const asking = (protocol === 'https:' ? https : http).request({
      agent: false,
      hostname: bare(hostname),
      port,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...(login === ':' ? {} : { 'proxy-authorization': authorization }) },
      timeout: TIMEOUT_MS,
    });
    asking.once('timeout', () => asking.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
    asking.once('error', (error) => resolve({ refusal: String(systemCode(error)) }));
    asking.once('connect', ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) return resolve({ socket });
      socket.destroy();
      return resolve({ refusal: `HTTP ${statusCode}` });
    });
    asking.end();
  });
}

async function checkName({ hostname }: URL): Promise<Finding[]> {
  if (isIP(bare(hostname)) !== 0) return [];
  try {
    const { length } = await lookup(hostname, { all: true });
    const count = `${length} address${length === 1 ? '' : 'es'}`;
    const text = {
      en: `DNS knows ${hostname} (${count})`,
      zh: `DNS 可解析 ${hostname}（${length} 个地址）`,
    };
    return [ok('dns', text)];
  } catch (error) {
    const reason = systemCode(error);
    return [
      problem(
        'dns',
        {
          en: `DNS does not know ${hostname} (${reason})`,
          zh: `DNS 无法解析 ${hostname}（${reason}）`,
        },
        {
          en: 'Check the endpoint’s spelling and the name server of this machine, or of the container.',
          zh: '请检查接口地址拼写，以及本机或容器的 DNS 服务器。',
        },
      ),
    ];
  }
}

/** Nothing where there is no connection: that is the next line's to say. */
async function checkTls(
  { hostname, port }: URL,
  over: { readonly socket?: Socket },
): Promise<Finding[]> {
  const host = bare(hostname);
  const servername = isIP(host) === 0 ? host : '';
  return new Promise((resolve) => {
    // Looked at and closed: nothing is sent over a connection that is not trusted.
    const looking = tls.connect(
      { ...over, host, port: Number(port || 443), servername, rejectUnauthorized: false },
      () => {
        resolve([tlsFinding(host, looking)]);
        looking.destroy();
      },
    );
    looking.setTimeout(TIMEOUT_MS, () => looking.destroy());
    looking.once('error', () => resolve([]));
    looking.once('close', () => resolve([]));
  });
}

function tlsFinding(host: string, connection: tls.TLSSocket): Finding {
  const { valid_to: validTo } = connection.getPeerCertificate();
  const until = new Date(validTo).toISOString().slice(0, 10);
  if (connection.authorized) {
    const protocol = connection.getProtocol();
    return ok('tls', {
      en: `${host} speaks ${protocol}; its certificate is good until ${until}`,
      zh: `${host} 使用 ${protocol}，证书有效期至 ${until}`,
    });
  }
  // The types say Error, and Node gives the code as a text.
  const reason = String(connection.authorizationError);
  return problem(
    'tls',
    {
      en: `The certificate of ${host} is not trusted (${reason}); it ends on ${until}`,
      zh: `${host} 的证书不受信任（${reason}），有效期至 ${until}`,
    },
    {
      en: 'Something between may open TLS: give its authority’s certificate to Logto’s process with NODE_EXTRA_CA_CERTS. Never switch the check off.',
      zh: '中间可能有设备在解密 TLS：请用 NODE_EXTRA_CA_CERTS 让 Logto 进程信任其 CA 证书。不要关闭证书校验。',
    },
  );
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
