import type { Words } from '../language.ts';
import type { SignInExperience } from './management-api.ts';

export interface PhoneSignInChange {
  /** The settings to save; equal to the current ones if nothing changes. */
  readonly next: SignInExperience;
  /** Each change in words; empty if phone sign-in is on already. */
  readonly steps: readonly Words[];
  /** What is left to the operator. */
  readonly remarks: readonly Words[];
}

/** Sign-up identifiers that Logto allows phone to be an alternative to. */
const COMPATIBLE = new Set(['email', 'phone']);

/** Whether nobody can register with a phone number alone: sign-up requires something else, or is off. */
export const isClosedToPhone = ({ signUp, signInMode }: SignInExperience): boolean =>
  signInMode === 'SignIn' || !(signUp.identifiers.includes('phone') && signUp.verify);

/** Whether sign-up requires something to which Logto does not allow phone as an alternative. */
export const asksForOther = ({ signUp }: SignInExperience): boolean =>
  !signUp.identifiers.every((identifier) => COMPATIBLE.has(identifier));

/**
 * Enables phone for sign-up and sign-in without removing anything. With `replace`, phone replaces a
 * sign-up that it cannot be added to; existing accounts sign in as before.
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
  const replaced = signUp.identifiers.join(', ');
  const step = {
    en: `Sign-up by phone, verified by a code, instead of ${replaced}; existing accounts sign in as before`,
    zh: `注册方式：手机号加验证码，取代 ${replaced}；已有账号的登录方式不变`,
  };
  const next = { ...signUp, identifiers: ['phone'], password: false, verify: true };
  return { next, steps: [step], remarks: [] };
}

function phoneSignUp(signUp: SignInExperience['signUp']) {
  const { identifiers, verify } = signUp;
  if (identifiers.includes('phone') && verify) return { next: signUp, steps: [], remarks: [] };
  if (!identifiers.every((identifier) => COMPATIBLE.has(identifier))) {
    const remark = {
      en: `Sign-up requires ${identifiers.join(', ')}, to which Logto does not allow phone as an alternative. Sign-up stays as it is, and nobody can register by phone; --replace-sign-up replaces it with phone.`,
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

/** Why Logto would refuse the change. Source: its own checks (core, sign-in-experience library). */
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
    en: `Logto would refuse: without a password at sign-up, sign-in by ${identifier} must accept a code too. Enable that in Console first.`,
    zh: `Logto 会拒绝：注册时不设密码，则通过 ${identifier} 登录也必须支持验证码。请先在控制台开启。`,
  };
}

const NO_CONNECTOR = {
  en: 'Logto has no SMS connector set up, and would refuse: run "logto push" first.',
  zh: 'Logto 中还没有设置短信连接器，会拒绝该改动：请先运行 logto push。',
};

const SECOND_FACTOR = {
  en: 'Logto would refuse: a code by SMS is already a second factor (MFA) and cannot be a way to sign in as well. Remove it from MFA in Console first.',
  zh: 'Logto 会拒绝：短信验证码已用作多因素认证（MFA），不能同时用于登录。请先在控制台的 MFA 中移除。',
};
