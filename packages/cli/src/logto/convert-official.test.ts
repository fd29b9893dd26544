import { describe, expect, it } from 'vitest';
import { convertOfficial } from './convert-official.ts';

const base = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '阿里云短信测试',
  templates: [
    { type: 0, usageType: 'Generic', templateCode: { china: 'SMS_1', overseas: 'SMS_2' } },
  ],
};

const convertSms = (config: unknown) => convertOfficial('aliyun-short-message-service', config);

const named = (usageType: string) => [{ usageType, templateCode: { china: 'SMS_1' } }];

describe('settings of the official connector', () => {
  it('keep key, signature and templates, and lose unknown fields', () => {
    expect(convertSms({ ...base, left: 'over' })).toEqual({
      settings: {
        ...base,
        templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1', overseas: 'SMS_2' } }],
      },
      warnings: [],
    });
  });

  it('cause a warning if a template has a single code for all regions', () => {
    const templates = [{ usageType: 'Generic', templateCode: 'SMS_1' }];
    const { warnings } = convertSms({ ...base, templates });
    expect(warnings.map(({ en }) => en)).toEqual([
      expect.stringContaining('Templates for Generic have one code for all regions.'),
    ]);
  });

  it('cause a warning if there is neither Generic nor Test', () => {
    expect(convertSms({ ...base, templates: named('SignIn') }).warnings).toHaveLength(1);
    expect(convertSms({ ...base, templates: named('Test') }).warnings).toHaveLength(0);
  });

  it('keep strictPhoneRegionNumberCheck only if it is on', () => {
    const on = convertSms({ ...base, strictPhoneRegionNumberCheck: true });
    expect(on.settings).toHaveProperty('strictPhoneRegionNumberCheck', true);
    expect(on.warnings).toHaveLength(1);
    const off = convertSms({ ...base, strictPhoneRegionNumberCheck: false });
    expect(off.settings).not.toHaveProperty('strictPhoneRegionNumberCheck');
  });

  it('are refused if invalid, with the name of the field but not its value', () => {
    const { signName: _, ...incomplete } = base;
    expect(() => convertSms(incomplete)).toThrow('"signName" is missing');
  });
});

describe('settings of the official connector for SMS authentication', () => {
  const settings = {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    signName: '速通互联验证码',
    templates: [{ usageType: 'Generic', templateCode: '100001' }],
  };

  it('become settings for the channel mas, with a warning that it reaches the mainland only', () => {
    expect(convertOfficial('aliyun-short-message-auth-service', settings)).toEqual({
      settings: { ...settings, channel: 'mas' },
      warnings: [expect.objectContaining({ en: expect.stringContaining('mainland numbers only') })],
    });
  });
});
