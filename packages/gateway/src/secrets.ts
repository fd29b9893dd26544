import { timingSafeEqual } from 'node:crypto';
import type { Words } from 'aliyun-sms-sender';
import { GatewayRefusal } from './gateway-refusal.ts';

/** What callers must know. Only from the environment, so that no command line or file shows it. */
export interface Secrets {
  /** One, or two while one replaces the other. */
  readonly tokens: readonly string[];
  /** For reading metrics on the public port; by default `tokens`. */
  readonly metricsTokens: readonly string[];
  /** Without it `/hooks/logto` does not exist. */
  readonly webhookKey: string | undefined;
  /** Without it `/receipts/…` does not exist. */
  readonly receiptsSecret: string | undefined;
}

const TOKEN = 'ALIYUN_SMS_GATEWAY_TOKEN';
const METRICS_TOKEN = 'ALIYUN_SMS_GATEWAY_METRICS_TOKEN';
const WEBHOOK_KEY = 'ALIYUN_SMS_GATEWAY_WEBHOOK_KEY';
const RECEIPTS_SECRET = 'ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET';

/** Shorter ones could be guessed. Characters. */
const MIN_LENGTH = 24;

/** Throws {@link GatewayRefusal} if one is missing or too weak. */
export function readSecrets(environment: NodeJS.ProcessEnv): Secrets {
  const tokens = tokensOf(environment, TOKEN);
  if (tokens.length === 0) {
    throw new GatewayRefusal({
      en: `${TOKEN} is not set: without a token anyone could send messages at your expense. Generate one with: openssl rand -hex 32`,
      zh: `未设置 ${TOKEN}：没有令牌，任何人都能用您的账户发送短信。可用此命令生成：openssl rand -hex 32`,
    });
  }
  const metricsTokens = tokensOf(environment, METRICS_TOKEN);
  return {
    tokens,
    metricsTokens: metricsTokens.length === 0 ? tokens : metricsTokens,
    webhookKey: secretOf(environment, WEBHOOK_KEY),
    receiptsSecret: pathSecret(secretOf(environment, RECEIPTS_SECRET)),
  };
}

/** Compares in constant time. */
export function isSame(given: string, expected: string): boolean {
  const right = Buffer.from(expected);
  const guess = Buffer.from(given);
  // `timingSafeEqual` requires equal lengths, whatever the guess.
  const padded = Buffer.alloc(right.length);
  guess.copy(padded);
  return timingSafeEqual(padded, right) && guess.length === right.length;
}

/** Whether an `Authorization` header has one of the tokens. Always compares all of them. */
export function isAuthorized(header: string | undefined, tokens: readonly string[]): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  return tokens.filter((token) => isSame(given, token)).length > 0;
}

function tokensOf(environment: NodeJS.ProcessEnv, name: string): readonly string[] {
  const tokens = (environment[name] ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '');
  if (tokens.length > 2) {
    throw new GatewayRefusal({
      en: `${name} has ${tokens.length} tokens: at most two are allowed, the old and the new, separated by a comma`,
      zh: `${name} 含有 ${tokens.length} 个令牌：最多两个（旧的和新的），以逗号分隔`,
    });
  }
  for (const token of tokens) {
    refuseWeak(name, token);
  }
  return tokens;
}

function secretOf(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const secret = environment[name]?.trim();
  if (secret === undefined || secret === '') {
    return undefined;
  }
  refuseWeak(name, secret);
  return secret;
}

const GENERATE: Words = {
  en: 'Generate one with: openssl rand -hex 32',
  zh: '可用此命令生成：openssl rand -hex 32',
};

/** Logto makes this one: with any other, every webhook would be refused. */
const COPY: Words = {
  en: 'Copy the signing key of the webhook from Logto, or let "logto webhooks --key-file" write it.',
  zh: '请从 Logto 复制该 Webhook 的签名密钥，或用 logto webhooks --key-file 写入文件。',
};

function refuseWeak(name: string, secret: string): void {
  if (secret.length < MIN_LENGTH) {
    const next = name === WEBHOOK_KEY ? COPY : GENERATE;
    throw new GatewayRefusal({
      en: `${name} has ${secret.length} characters: at least ${MIN_LENGTH} are required. ${next.en}`,
      zh: `${name} 只有 ${secret.length} 个字符：至少需要 ${MIN_LENGTH} 个。${next.zh}`,
    });
  }
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new GatewayRefusal({
      en: `${name} contains a space or a character that an HTTP header does not allow`,
      zh: `${name} 含有空格或 HTTP 头不支持的字符`,
    });
  }
}

function pathSecret(secret: string | undefined): string | undefined {
  if (secret !== undefined && !/^[\w-]+$/.test(secret)) {
    throw new GatewayRefusal({
      en: `${RECEIPTS_SECRET} is part of a URL: use only letters, digits, - and _`,
      zh: `${RECEIPTS_SECRET} 是网址的一部分：只能使用字母、数字、- 和 _`,
    });
  }
  return secret;
}
