import type { SmsTemplateListItem } from 'aliyun-sms-client';
import type { Words } from '../language.ts';
import { TEST_TEMPLATE } from './test-pair.ts';
import { variablesOf } from './template-text.ts';

export const holdsOneCode = (content: string): boolean => variablesOf(content).length === 1;

/** What a template's words speak of, as Logto calls it; nothing where they suit any message. */
const SPOKEN_OF = {
  ForgotPassword: /找回|重置|重設|忘记|忘記|reset|forgot|recover/i,
  Register: /注册|註冊|sign.?up|regist/i,
  BindNewIdentifier: /绑定|綁定|换绑|變更|变更|\bbind|new number/i,
  SignIn: /登录|登入|登錄|sign.?in|log.?in/i,
} as const;

export type Purpose = keyof typeof SPOKEN_OF;

export const PURPOSES: readonly Purpose[] = [
  'SignIn',
  'Register',
  'ForgotPassword',
  'BindNewIdentifier',
];

/** Words for signing in are found in the others, too: theirs decide. */
const MOST_TELLING_FIRST = PURPOSES.toReversed();

export function purposeOf({
  templateName = '',
  templateContent = '',
}: Pick<SmsTemplateListItem, 'templateName' | 'templateContent'>): Purpose | undefined {
  return [templateContent, templateName]
    .map((text) => MOST_TELLING_FIRST.find((purpose) => SPOKEN_OF[purpose].test(text)))
    .find((purpose) => purpose !== undefined);
}

/** What may stand for every kind of message, best first. */
const FOR_ALL: readonly (Purpose | undefined)[] = [undefined, 'SignIn', 'Register'];

/** What to take first for any message, 0 before 1; nothing where its words suit few. */
export function rankOf(template: SmsTemplateListItem): number | undefined {
  const rank = FOR_ALL.indexOf(purposeOf(template));
  return rank < 0 ? undefined : rank;
}

/** Whether the template goes with the signature: the test pair is a pair. */
export const isPair = ({ templateCode }: SmsTemplateListItem, isTest: boolean): boolean =>
  (templateCode === TEST_TEMPLATE) === isTest;

export const WORDS: Readonly<Record<Purpose, Words>> = {
  SignIn: { en: 'sign-in', zh: '登录' },
  Register: { en: 'registration', zh: '注册' },
  ForgotPassword: { en: 'forgotten password', zh: '找回密码' },
  BindNewIdentifier: { en: 'new number', zh: '绑定号码' },
};
