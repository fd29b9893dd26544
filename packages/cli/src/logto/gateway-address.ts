import { endpointProblem } from 'aliyun-sms-sender';
import { usageFailure } from '../failure.ts';

/** Where Logto reaches a gateway, without a slash at its end. Its calls may be named, too. */
export function gatewayAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageFailure({
      en: `"${text}" is not an address: write it as Logto reaches the gateway, for example https://sms.example.com`,
      zh: `“${text}”不是网址：请填写 Logto 访问网关的地址，例如 https://sms.example.com`,
    });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usageFailure({
      en: 'The address takes no user, query or fragment: addresses end up in logs.',
      zh: '地址不能带用户信息、查询参数或片段：地址会留在各处日志里。',
    });
  }
  const problem = endpointProblem(url.origin);
  if (problem !== undefined) {
    throw usageFailure({ en: `${url.origin} ${problem.en}.`, zh: `${url.origin} ${problem.zh}。` });
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:sms|hooks\/logto)$/, '');
  return `${url.origin}${path}`;
}
