import { BlockList, isIP } from 'node:net';
import { fieldName, type Settings, type Words } from 'aliyun-sms-sender';

interface Start {
  readonly host: string;
  readonly settings: Settings;
  readonly environment: NodeJS.ProcessEnv;
}

/** What is unsafe about the way the gateway was started, for the operator. */
export function dangersOf(start: Start): readonly Words[] {
  const { settings } = start;
  const warnings = settings.warnings.map(({ path, message }) => ({
    en: `${fieldName(path)}: ${message.en}`,
    zh: `${fieldName(path)}：${message.zh}`,
  }));
  const dangers = RULES.filter(([applies]) => applies(start)).map(([, words]) => words);
  return [...dangers, ...warnings];
}

const RULES: readonly (readonly [applies: (start: Start) => boolean, words: Words])[] = [
  [
    ({ host }) => !isLoopback(host),
    {
      en: 'The gateway listens without TLS on an address that others can reach: token, numbers and codes can be intercepted. Put a TLS proxy in front of it.',
      zh: '正在其他机器可访问的地址上以明文监听：令牌、手机号和验证码可能被窃听。请在前面部署带 TLS 的反向代理。',
    },
  ],
  [
    ({ settings }) => settings.guard === undefined,
    {
      en: 'No guard is set: anyone who can open the sign-in page can trigger any number of messages. Add "guard" to the settings.',
      zh: '未设置 guard：能打开登录页的任何人都可以无限制地触发短信。请在设置中添加 "guard"。',
    },
  ],
  [
    ({ settings }) => settings.guard?.mode === 'record',
    {
      en: 'The guard only records: it refuses nothing.',
      zh: 'guard 处于 record 模式：只记录，不拦截。',
    },
  ],
  [
    ({ environment }) => environment['ALIYUN_SMS_GATEWAY_TOKEN']?.includes(',') === true,
    {
      en: 'Two tokens are valid. Remove the old one from ALIYUN_SMS_GATEWAY_TOKEN once Logto uses the new one.',
      zh: '当前有两个有效令牌。待 Logto 改用新令牌后，请从 ALIYUN_SMS_GATEWAY_TOKEN 中删除旧令牌。',
    },
  ],
  [
    ({ settings }) => settings.main.endpoint.startsWith('http:'),
    {
      en: 'The endpoint is not Aliyun’s: messages go to a sandbox and never reach a phone.',
      zh: '接入地址不是阿里云的：短信会发到沙箱，手机收不到。',
    },
  ],
];

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

function isLoopback(host: string): boolean {
  const family = isIP(host);
  return (
    host === 'localhost' || (family > 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4'))
  );
}
