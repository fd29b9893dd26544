import type { SmsTemplateListItem } from 'aliyun-sms-client';
import type { Words } from '../language.ts';
import { TEST_TEMPLATE } from './test-pair.ts';
import { variablesOf } from './template-text.ts';

export const holdsOneCode = (content: string): boolean => variablesOf(content).length === 1;

/** Words that reveal which of Logto's usage types a template is written for. */
const MENTIONED = {
  ForgotPassword: /找回|重置|重設|忘记|忘記|reset|forgot|recover/i,
  Register: /注册|註冊|sign.?up|regist/i,
  BindNewIdentifier: /绑定|綁定|换绑|變更|变更|\bbind|new number/i,
  SignIn: /登录|登入|登錄|sign.?in|log.?in/i,
} as const;

export type Purpose = keyof typeof MENTIONED;

export const PURPOSES: readonly Purpose[] = [
  'SignIn',
  'Register',
  'ForgotPassword',
  'BindNewIdentifier',
];

/** Templates for other purposes may mention signing in as well, so it is tried last. */
const MOST_SPECIFIC_FIRST = PURPOSES.toReversed();

/** Undefined for a template whose text suits any message. */
export function purposeOf({
  templateName = '',
  templateContent = '',
}: Pick<SmsTemplateListItem, 'templateName' | 'templateContent'>): Purpose | undefined {
  return [templateContent, templateName]
    .map((text) => MOST_SPECIFIC_FIRST.find((purpose) => MENTIONED[purpose].test(text)))
    .find((purpose) => purpose !== undefined);
}

/** Purposes whose templates can serve every kind of message, best first. */
const FOR_ALL: readonly (Purpose | undefined)[] = [undefined, 'SignIn', 'Register'];

/** How well a template serves every kind of message, 0 is best; undefined if it does not. */
export function rankOf(template: SmsTemplateListItem): number | undefined {
  const rank = FOR_ALL.indexOf(purposeOf(template));
  return rank < 0 ? undefined : rank;
}

/** Whether template and signature can be used together: the test pair only goes with each other. */
export const isPair = ({ templateCode }: SmsTemplateListItem, isTest: boolean): boolean =>
  (templateCode === TEST_TEMPLATE) === isTest;

export const WORDS: Readonly<Record<Purpose, Words>> = {
  SignIn: { en: 'sign-in', zh: '登录' },
  Register: { en: 'registration', zh: '注册' },
  ForgotPassword: { en: 'forgotten password', zh: '找回密码' },
  BindNewIdentifier: { en: 'new number', zh: '绑定号码' },
};
