/** Settings for the sandbox's start state with which the doctor finds no problem. */
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
