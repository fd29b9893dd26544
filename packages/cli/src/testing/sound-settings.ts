/** Settings in which the doctor finds nothing to mend, for the sandbox's start state. */
export const SOUND_SETTINGS = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例科技',
  templates: [
    {
      usageType: 'Generic',
      templateCode: { china: 'SMS_200000001', overseas: 'SMS_200000020' },
    },
  ],
  guard: { perNumber: [{ limit: 1, seconds: 60 }] },
};
