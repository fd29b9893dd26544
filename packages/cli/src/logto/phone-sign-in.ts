import type { Localized } from '../language.ts';
import type { SignInExperience } from './management-api.ts';

export interface PhoneSignInChange {
  /** What Logto is to be told; equal to what it said where nothing changes. */
  readonly next: SignInExperience;
  /** Each change in words; empty where phone sign-in is on already. */
  readonly steps: readonly Localized[];
  /** What is left to the operator. */
  readonly remarks: readonly Localized[];
}

/** Identifiers of sign-up that Logto takes side by side with phone. */
const COMPATIBLE = new Set(['email', 'phone']);

/** Switches phone on for sign-up and sign-in, and takes nothing away. */
export function withPhone(current: SignInExperience): PhoneSignInChange {
  const signUp = phoneSignUp(current.signUp);
  const signIn = phoneSignIn(current.signIn);
  return {
    next: { signUp: signUp.next, signIn: signIn.next },
    steps: [...signUp.steps, ...signIn.steps],
    remarks: signUp.remarks,
  };
}

function phoneSignUp(signUp: SignInExperience['signUp']) {
  const { identifiers, verify } = signUp;
  if (identifiers.includes('phone') && verify) return { next: signUp, steps: [], remarks: [] };
  if (!identifiers.every((identifier) => COMPATIBLE.has(identifier))) {
    const remark = {
      en: `Sign-up asks for ${identifiers.join(', ')}; Logto does not take phone as an alternative to that. Sign-up stays as it is: change it in Console if phone numbers are to register.`,
      zh: `注册方式为 ${identifiers.join('、')}；Logto 不允许手机号作为它的替代。注册方式保持不变：如需手机号注册，请在控制台修改。`,
    };
    return { next: signUp, steps: [], remarks: [remark] };
  }
  const next = {
    ...signUp,
    identifiers: [...new Set([...identifiers, 'phone'])],
    verify: true,
  };
  const steps = [
    {
      en: `Sign-up by ${next.identifiers.join(' or ')}, verified by a code`,
      zh: `注册方式：${next.identifiers.join('或')}，使用验证码验证`,
    },
  ];
  return { next, steps, remarks: [] };
}

function phoneSignIn(signIn: SignInExperience['signIn']) {
  const phone = signIn.methods.find(({ identifier }) => identifier === 'phone');
  if (phone?.verificationCode) return { next: signIn, steps: [] };
  const method = phone
    ? { ...phone, verificationCode: true }
    : { identifier: 'phone', password: false, verificationCode: true, isPasswordPrimary: false };
  const others = signIn.methods.filter(({ identifier }) => identifier !== 'phone');
  return {
    next: { ...signIn, methods: [...others, method] },
    steps: [{ en: 'Sign-in by phone with a verification code', zh: '登录方式：手机号加验证码' }],
  };
}
