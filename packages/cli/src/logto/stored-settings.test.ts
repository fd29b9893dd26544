import { describe, expect, it } from 'vitest';
import { storedSettings } from './stored-settings.ts';

const written = {
  credentials: 'accessKey',
  bareNumbers: 'countryCode',
  site: 'china',
  channel: 'auto',
};
const generic = { usageType: 'Generic', templateCode: '100001' };

describe('settings as Logto stores them', () => {
  it('have a value for every Select, so that Console shows and edits it', () => {
    expect(storedSettings({ signName: 'a' })).toEqual({ signName: 'a', ...written });
  });

  it('keep what is set, and treat empty values as unset', () => {
    const own = { credentials: 'environment', bareNumbers: 'mainland', site: '', channel: null };
    expect(storedSettings(own)).toEqual({ ...written, ...own, site: 'china', channel: 'auto' });
  });

  it('do not change when stored again', () => {
    const once = storedSettings({ channel: 'mas', templates: [generic] });
    expect(storedSettings(once)).toEqual(once);
  });

  it.each(['100001', { china: '100001' }])(
    'list the codes of SMS authentication by usage type if %j serves all',
    (templateCode) => {
      const templates = [{ ...generic, templateCode, params: { code: '{{code}}', min: '5' } }];
      const list = storedSettings({ channel: 'mas', templates })['templates'];
      const codes = Array.isArray(list)
        ? list.map(({ usageType, templateCode: code }) => [usageType, code])
        : [];
      expect(Object.fromEntries(codes)).toEqual({
        SignIn: '100001',
        Register: '100001',
        Generic: '100001',
        OrganizationInvitation: '100001',
        MfaVerification: '100001',
        BindMfa: '100001',
        BindNewIdentifier: '100002',
        ForgotPassword: '100003',
        UserPermissionValidation: '100005',
      });
      expect(list).toHaveProperty([7, 'params', 'min'], '5');
    },
  );

  it.each([
    ['another channel', { channel: 'sms', templates: [generic] }],
    ['a list', { channel: 'mas', templates: [generic, { ...generic, usageType: 'SignIn' }] }],
    ['a chosen code', { channel: 'mas', templates: [{ ...generic, templateCode: '100005' }] }],
  ])('leave the templates of %s alone', (_, settings) => {
    expect(storedSettings(settings)).toMatchObject({ templates: settings.templates });
  });
});
