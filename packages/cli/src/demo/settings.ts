/** Connector settings as an operator would save them in Logto's console, for the sandbox. */
export const demoSettings = (endpoint: string): Readonly<Record<string, unknown>> => ({
  endpoint,
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '阿里云短信测试',
  templates: ['SignIn', 'Register', 'Generic'].map((usageType) => ({
    usageType,
    templateCode: { china: 'SMS_154950909' },
  })),
});
