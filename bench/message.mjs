/** The one message that every contender sends. */
export const account = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
export const message = {
  phoneNumber: '8613912345678',
  signName: '阿里云短信测试',
  templateCode: 'SMS_154950909',
  templateParam: { code: '123456' },
};

/** As Logto's core passes it to a connector; the settings are valid for both connectors. */
export const logtoMessage = { to: '8613912345678', type: 'SignIn', payload: { code: '123456' } };
/** As Logto's HTTP SMS connector posts it. */
export const logtoPost = {
  ...logtoMessage,
  payload: { ...logtoMessage.payload, locale: 'en' },
  ip: '203.0.113.7',
};
export const logtoSettings = {
  ...account,
  signName: message.signName,
  templates: ['Register', 'SignIn', 'ForgotPassword', 'Generic'].map((usageType) => ({
    usageType,
    templateCode: message.templateCode,
  })),
};

/**
 * Logto's `getConfig`: an equal new object for each send. The copies are made in advance, because the
 * host's cost of reading its settings does not belong to the connector.
 */
export function hostSettings(settings) {
  const copies = Array.from({ length: 64 }, () => structuredClone(settings));
  let turn = 0;
  return async () => copies[(turn += 1) % copies.length];
}
