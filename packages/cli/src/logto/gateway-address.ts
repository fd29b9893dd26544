import { endpointProblem } from 'aliyun-sms-sender';
import { usageFailure } from '../failure.ts';

/** A gateway's base URL without trailing slash. Accepts the URLs of its two routes as well. */
export function gatewayAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageFailure({
      en: `"${text}" is not a valid URL: pass the one at which Logto reaches the gateway, for example https://sms.example.com`,
      zh: `“${text}”不是有效的 URL：请填写 Logto 访问网关的地址，例如 https://sms.example.com`,
    });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usageFailure({
      en: 'The URL must not contain a user, query or fragment: URLs end up in logs.',
      zh: 'URL 不能带用户信息、查询参数或片段：URL 会出现在各处日志里。',
    });
  }
  const problem = endpointProblem(url.origin);
  if (problem !== undefined) {
    throw usageFailure({ en: `${url.origin} ${problem.en}.`, zh: `${url.origin} ${problem.zh}。` });
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:sms|hooks\/logto)$/, '');
  return `${url.origin}${path}`;
}
