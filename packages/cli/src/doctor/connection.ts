import { createNodeTransport, TransportError } from 'aliyun-sms-client';
import { ok, problem, warning, type Finding } from './finding.ts';

/** Aliyun refuses requests whose timestamp is further off than this. */
const CLOCK_LIMIT_S = 15 * 60;
const CLOCK_WARNING_S = 30;

/** One request without a key shows whether the host can be reached, and compares the clocks. */
export async function checkConnection(endpoint: string, now: () => Date): Promise<Finding[]> {
  const { host } = new URL(endpoint);
  try {
    const transport = createNodeTransport({ connectTimeoutMs: 5000 });
    const { headers } = await transport({
      method: 'GET',
      url: `${endpoint}/`,
      headers: {},
      signal: AbortSignal.timeout(10_000),
    });
    const reached = ok('connection', { en: `${host} is reachable`, zh: `可以连接 ${host}` });
    return [reached, clockFinding(headers['date'], now())];
  } catch (error) {
    const stage = error instanceof TransportError ? ` (${error.message})` : '';
    return [
      problem(
        'connection',
        { en: `${host} is not reachable${stage}`, zh: `无法连接 ${host}${stage}` },
        {
          en: 'Check DNS, firewall and HTTPS_PROXY on the machine where Logto runs.',
          zh: '请在运行 Logto 的机器上检查 DNS、防火墙和 HTTPS_PROXY。',
        },
      ),
    ];
  }
}

function clockFinding(date: string | undefined, now: Date): Finding {
  const seconds = Math.round((now.getTime() - Date.parse(date ?? '')) / 1000);
  const off = Math.abs(seconds);
  const next = {
    en: 'Synchronise the clock with NTP (timedatectl set-ntp true).',
    zh: '请用 NTP 校准时钟（timedatectl set-ntp true）。',
  };
  if (Number.isNaN(seconds)) {
    const text = { en: 'Clock: the server sent no Date header', zh: '时钟：服务器没有返回时间' };
    return warning('clock', text, next);
  }
  const text = {
    en: `Clock: ${off} s ${seconds < 0 ? 'behind' : 'ahead of'} the server’s`,
    zh: `时钟：比服务器${seconds < 0 ? '慢' : '快'} ${off} 秒`,
  };
  if (off >= CLOCK_LIMIT_S) return problem('clock', text, next);
  return off >= CLOCK_WARNING_S ? warning('clock', text, next) : ok('clock', text);
}
