import type { Words } from '../language.ts';
import type { SignInExperience } from './management-api.ts';

export interface PhoneSignInChange {
  /** What Logto is to be told; equal to what it said where nothing changes. */
  readonly next: SignInExperience;
  /** Each change in words; empty where phone sign-in is on already. */
  readonly steps: readonly Words[];
  /** What is left to the operator. */
  readonly remarks: readonly Words[];
}

/** Identifiers of sign-up that Logto takes side by side with phone. */
const COMPATIBLE = new Set(['email', 'phone']);

/** Nobody can register with a phone number alone: sign-up asks for something else, or is off. */
export const isClosedToPhone = ({ signUp, signInMode }: SignInExperience): boolean =>
  signInMode === 'SignIn' || !(signUp.identifiers.includes('phone') && signUp.verify);

/** Sign-up asks for something that Logto does not take phone as an alternative to. */
export const asksForOther = ({ signUp }: SignInExperience): boolean =>
  !signUp.identifiers.every((identifier) => COMPATIBLE.has(identifier));

/**
 * Switches phone on for sign-up and sign-in, and takes nothing away. With `replace`, phone takes the
 * place of a sign-up that cannot stand beside it; who has signed up so signs in as before.
 */
export function withPhone(current: SignInExperience, replace = false): PhoneSignInChange {
  const signUp =
    replace && asksForOther(current) ? phoneOnly(current.signUp) : phoneSignUp(current.signUp);
  const signIn = phoneSignIn(current.signIn);
  return {
    next: { signUp: signUp.next, signIn: signIn.next },
    steps: [...signUp.steps, ...signIn.steps],
    remarks: signUp.remarks,
  };
}

function phoneOnly(signUp: SignInExperience['signUp']) {
  const instead = signUp.identifiers.join(', ');
  const step = {
    en: `Sign-up by phone, verified by a code, instead of ${instead}; who has an account signs in as before`,
    zh: `注册方式：手机号加验证码，取代 ${instead}；已有账号的登录方式不变`,
  };
  const next = { ...signUp, identifiers: ['phone'], password: false, verify: true };
  return { next, steps: [step], remarks: [] };
}

function phoneSignUp(signUp: SignInExperience['signUp']) {
  const { identifiers, verify } = signUp;
  if (identifiers.includes('phone') && verify) return { next: signUp, steps: [], remarks: [] };
  if (!identifiers.every((identifier) => COMPATIBLE.has(identifier))) {
    const remark = {
      en: `Sign-up asks for ${identifiers.join(', ')}; Logto does not take phone as an alternative to that. Sign-up stays as it is, and nobody can register by phone: --replace-sign-up lets phone take its place.`,
      zh: `注册方式为 ${identifiers.join('、')}；Logto 不允许手机号作为它的替代。注册方式保持不变，无法用手机号注册：加上 --replace-sign-up 可改为手机号注册。`,
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

/** Why Logto would refuse the change, as its own checks have it (core, sign-in-experience library). */
export function obstacleTo(
  { signUp, signIn }: SignInExperience,
  current: SignInExperience,
  connectors: readonly { readonly type: string }[],
): Words | undefined {
  if (!connectors.some(({ type }) => type === 'Sms')) return NO_CONNECTOR;
  if (current.mfa?.factors.includes('PhoneVerificationCode') === true) return SECOND_FACTOR;
  const withoutCode = signIn.methods.find(
    ({ identifier, verificationCode }) => identifier !== 'username' && !verificationCode,
  );
  if (!signUp.verify || signUp.password || !withoutCode) return undefined;
  const { identifier } = withoutCode;
  return {
    en: `Logto would refuse: without a password at sign-up, sign-in by ${identifier} must take a code too. Allow it in Console first.`,
    zh: `Logto 会拒绝：注册时不设密码，则通过 ${identifier} 登录也必须支持验证码。请先在控制台开启。`,
  };
}

const NO_CONNECTOR = {
  en: 'Logto has no SMS connector set up, and would refuse: run "logto push" first.',
  zh: 'Logto 中还没有设置短信连接器，会拒绝该改动：请先运行 logto push。',
};

const SECOND_FACTOR = {
  en: 'Logto would refuse: a code by SMS is a second factor (MFA) there, and cannot be a way to sign in too. Take it out of MFA in Console first.',
  zh: 'Logto 会拒绝：短信验证码已用作多因素认证（MFA），不能同时用于登录。请先在控制台的 MFA 中移除。',
};
