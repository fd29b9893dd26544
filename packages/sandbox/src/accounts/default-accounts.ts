import type { AccountSeed } from './seed.ts';

/**
 * The ready-made account. The key pair and the test pair of signature and template are those in the
 * examples of Aliyun's documentation; all others are made up.
 */
export const DEFAULT_ACCOUNTS: readonly AccountSeed[] = [
  {
    id: '1000000000000001',
    keys: [
      { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
      { accessKeyId: 'testid-disabled', accessKeySecret: 'testsecret', active: false },
      {
        accessKeyId: 'testid-nopermission',
        accessKeySecret: 'testsecret',
        deniedActions: ['dysms:*', 'dypns:*'],
      },
      {
        accessKeyId: 'STS.testid',
        accessKeySecret: 'testsecret',
        securityToken: 'testtoken',
      },
      {
        accessKeyId: 'STS.expired',
        accessKeySecret: 'testsecret',
        securityToken: 'testtoken',
        expiresAt: '2026-01-01T00:00:00Z',
      },
    ],
    signNames: [
      { signName: '阿里云短信测试', test: true },
      { signName: '示例科技' },
      { signName: '示例验证', scene: 'verification' },
      {
        signName: '示例待审',
        status: 'reviewing',
        filing: { mobile: -2, unicom: -2, telecom: -2 },
      },
      {
        signName: '示例驳回',
        status: 'rejected',
        reason: '签名来源与资质不符',
        filing: { mobile: -2, unicom: -2, telecom: -2 },
      },
      { signName: '示例未报备', filing: { mobile: 0, unicom: -1, telecom: -2 } },
    ],
    templates: [
      {
        templateCode: 'SMS_154950909',
        name: '测试专用模板',
        content: '您的验证码为：${code}，请勿泄露于他人！',
        test: true,
        rule: { code: 'numberCaptcha' },
      },
      {
        templateCode: 'SMS_200000001',
        name: '登录验证码',
        content: '登录验证码${code}，10分钟内有效，请勿泄露。',
        rule: { code: 'characterWithNumber2' },
      },
      {
        templateCode: 'SMS_200000002',
        name: '注册验证码',
        content: '您正在注册新账号，验证码${code}，10分钟内有效，请勿泄露。',
        rule: { code: 'characterWithNumber2' },
      },
      {
        templateCode: 'SMS_200000003',
        name: '找回密码验证码',
        content: '您正在找回密码，验证码${code}，10分钟内有效，请勿泄露。',
        rule: { code: 'characterWithNumber2' },
      },
      {
        templateCode: 'SMS_200000010',
        name: '发货通知',
        content: '${name}您好，您的订单${order}已发货。',
        type: 1,
      },
      {
        templateCode: 'SMS_200000011',
        name: '活动推广',
        content: '${name}，新品上市，欢迎选购，拒收请回复R',
        type: 2,
      },
      {
        templateCode: 'SMS_200000020',
        name: 'Verification code',
        content: 'Your verification code is ${code}. It expires in 10 minutes.',
        type: 3,
        intlType: 2,
      },
      {
        templateCode: 'SMS_200000021',
        name: 'Order notice',
        content: 'Hello ${name}, your order ${order} has been shipped.',
        type: 3,
        intlType: 0,
      },
      {
        templateCode: 'SMS_200000022',
        name: '國際驗證碼',
        content: '您的驗證碼為${code}，10分鐘內有效。',
        type: 3,
        intlType: 2,
      },
      {
        templateCode: 'SMS_200000030',
        name: '待审验证码',
        content: '您的验证码${code}，5分钟内有效。',
        status: 'reviewing',
      },
      {
        templateCode: 'SMS_200000031',
        name: '被驳回的验证码',
        content: '验证码${code}',
        status: 'rejected',
        reason: '模板内容未说明用途',
      },
    ],
  },
];
