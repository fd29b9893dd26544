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

const named = (usageType: string) => [{ usageType, templateCode: { china: 'SMS_1' } }];

describe('settings of the official connector', () => {
  it('keep key, signature and templates, and lose what has no effect', () => {
    expect(convertOfficial({ ...base, left: 'over' })).toEqual({
      settings: {
        ...base,
        templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1', overseas: 'SMS_2' } }],
      },
      warnings: [],
    });
  });

  it('a template without regions is pointed out', () => {
    const templates = [{ usageType: 'Generic', templateCode: 'SMS_1' }];
    const { warnings } = convertOfficial({ ...base, templates });
    expect(warnings.map(({ en }) => en)).toEqual([
      expect.stringContaining('Templates for Generic are one code for all places.'),
    ]);
  });

  it('settings without Generic and without Test are pointed out', () => {
    expect(convertOfficial({ ...base, templates: named('SignIn') }).warnings).toHaveLength(1);
    expect(convertOfficial({ ...base, templates: named('Test') }).warnings).toHaveLength(0);
  });

  it('the strict switch is kept when on and dropped when off', () => {
    const on = convertOfficial({ ...base, strictPhoneRegionNumberCheck: true });
    expect(on.settings).toHaveProperty('strictPhoneRegionNumberCheck', true);
    expect(on.warnings).toHaveLength(1);
    const off = convertOfficial({ ...base, strictPhoneRegionNumberCheck: false });
    expect(off.settings).not.toHaveProperty('strictPhoneRegionNumberCheck');
  });

  it('settings of another shape are refused by the field that is wrong, without its value', () => {
    const { signName: _, ...incomplete } = base;
    expect(() => convertOfficial(incomplete)).toThrow('"signName" is missing');
  });
});
