import { describe, expect, it } from 'vitest';
import { withPhone } from './phone-sign-in.ts';

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
  it('is added beside e-mail, and what was there stays', () => {
    const email = { ...phone, identifier: 'email' };
    const { next, steps } = withPhone({ signUp: signUp('email'), signIn: { methods: [email] } });
    expect(next).toEqual({
      signUp: signUp('email', 'phone'),
      signIn: { methods: [email, phone] },
    });
    expect(steps).toHaveLength(2);
  });

  it('a sign-up by user name is left alone with a remark; sign-in gains phone', () => {
    const current = { signUp: signUp('username'), signIn: { methods: [username] } };
    const { next, remarks } = withPhone(current);
    expect(next).toEqual({ signUp: current.signUp, signIn: { methods: [username, phone] } });
    expect(remarks).toHaveLength(1);
  });

  it('a password sign-in by phone keeps its password and gains the code', () => {
    const methods = [
      { ...phone, password: true, verificationCode: false, isPasswordPrimary: true },
    ];
    const { next } = withPhone({ signUp: signUp('phone'), signIn: { methods } });
    expect(next.signIn.methods).toEqual([
      { ...phone, password: true, verificationCode: true, isPasswordPrimary: true },
    ]);
  });

  it('nothing is said or changed where phone is on already', () => {
    const current = { signUp: signUp('phone'), signIn: { methods: [phone] } };
    expect(withPhone(current)).toEqual({ next: current, steps: [], remarks: [] });
  });
});
