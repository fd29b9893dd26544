/**
 * Two accounts: the connector falls back to the second if the first refuses, or if its key, a temporary
 * one from the environment, is unavailable.
 */
const signName = '示例科技';
const templateCode = 'SMS_200000001';

export const temporaryKey = {
  accessKeyId: 'STS.soak-first',
  accessKeySecret: 'c2VjcmV0LW9mLXRoZS1maXJzdA',
  securityToken: 'dG9rZW4tb2YtdGhlLWZpcnN0',
};
const second = { accessKeyId: 'soak-second', accessKeySecret: 'c2VjcmV0LW9mLXRoZS1zZWNvbmQ' };

export const secrets = [
  temporaryKey.accessKeySecret,
  temporaryKey.securityToken,
  second.accessKeySecret,
];

const account = (key, more) => ({
  id: key.accessKeyId,
  keys: [key],
  signNames: [{ signName }],
  templates: [{ templateCode, content: '登录验证码${code}，10分钟内有效，请勿泄露。' }],
  ...more,
});

/** The first account's quota is slightly above the load, so that bursts after a pause are throttled. */
export function seedFor(rate) {
  return { accounts: [account(temporaryKey, { qps: Math.ceil(rate * 1.5) }), account(second, {})] };
}

export function settingsFor(endpoint) {
  return {
    credentials: 'environment',
    signName,
    endpoint,
    timeoutMs: 4000,
    templates: [{ usageType: 'Generic', templateCode }],
    fallbacks: [{ ...second }],
    guard: {
      perNumber: [{ limit: 1, seconds: 60 }],
      perIp: [{ limit: 1000, seconds: 3600 }],
      total: [{ limit: 100_000_000, seconds: 86_400 }],
      store: 'redis',
      onStoreFailure: 'memory',
    },
  };
}

/** For a gateway: one account, whose quota is not reached. */
export function gatewaySettingsFor(endpoint) {
  const { fallbacks: _, credentials: __, ...settings } = settingsFor(endpoint);
  return { ...settings, ...second };
}
