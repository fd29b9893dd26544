/** Connector settings as an operator would save them in Logto's Console, for the sandbox. */
export const demoSettings = (endpoint: string): Readonly<Record<string, unknown>> => ({
  endpoint,
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例科技',
  templates: [
    { usageType: 'SignIn', templateCode: { china: 'SMS_200000001', overseas: 'SMS_200000020' } },
    { usageType: 'Register', templateCode: { china: 'SMS_200000002', overseas: 'SMS_200000020' } },
    { usageType: 'Generic', templateCode: { china: 'SMS_200000001', overseas: 'SMS_200000020' } },
  ],
});
