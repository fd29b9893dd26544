import { describe, expect, it } from 'vitest';
import { obstacleTo, withPhone } from './phone-sign-in.ts';

const username = {
  identifier: 'username',
  password: true,
  verificationCode: false,
  isPasswordPrimary: true,
};
const phone = {
  identifier: 'phone',
  password: false,
  verificationCode: true,
  isPasswordPrimary: false,
};
const signUp = (...identifiers: string[]) => ({ identifiers, password: false, verify: true });

describe('phone for sign-up and sign-in', () => {
  it('is added to sign-up by e-mail without removing anything', () => {
    const email = { ...phone, identifier: 'email' };
    const { next, steps } = withPhone({ signUp: signUp('email'), signIn: { methods: [email] } });
    expect(next).toEqual({
      signUp: signUp('email', 'phone'),
      signIn: { methods: [email, phone] },
    });
    expect(steps).toHaveLength(2);
  });

  it('with sign-up by user name, is added to sign-in only, with a remark', () => {
    const current = { signUp: signUp('username'), signIn: { methods: [username] } };
    const { next, remarks } = withPhone(current);
    expect(next).toEqual({ signUp: current.signUp, signIn: { methods: [username, phone] } });
    expect(remarks).toHaveLength(1);
  });

  it('adds the code to a sign-in by phone and password', () => {
    const methods = [
      { ...phone, password: true, verificationCode: false, isPasswordPrimary: true },
    ];
    const { next } = withPhone({ signUp: signUp('phone'), signIn: { methods } });
    expect(next.signIn.methods).toEqual([
      { ...phone, password: true, verificationCode: true, isPasswordPrimary: true },
    ]);
  });

  it('changes and reports nothing if phone is on already', () => {
    const current = { signUp: signUp('phone'), signIn: { methods: [phone] } };
    expect(withPhone(current)).toEqual({ next: current, steps: [], remarks: [] });
  });
});

describe('Logto would refuse phone', () => {
  const sms = [{ type: 'Sms' }];
  const only = { signUp: signUp('phone'), signIn: { methods: [phone] } };

  it('while a code by SMS is a second factor', () => {
    const current = { ...only, mfa: { factors: ['Totp', 'PhoneVerificationCode'] } };
    expect(obstacleTo(only, current, sms)?.en).toContain('is already a second factor (MFA)');
  });

  it('without a password at sign-up, if e-mail is not verified by a code', () => {
    const email = { ...phone, identifier: 'email', password: true, verificationCode: false };
    const next = { ...only, signIn: { methods: [email, phone] } };
    expect(obstacleTo(next, only, sms)?.en).toContain('sign-in by email must accept a code too');
    expect(obstacleTo(only, only, sms)).toBeUndefined();
  });
});
