import type { Region, TemplateType } from 'aliyun-sms-client';
import type { Words } from '../../language.ts';

/** Mainland or overseas: how its templates are named, and the draft of a new one. */
export interface Side {
  readonly type: TemplateType;
  readonly region: Region;
  readonly option: string;
  readonly flag: string;
  /** The flag for the other region. */
  readonly otherFlag: string;
  readonly question: Words;
  readonly none: Words;
  readonly name: string;
  readonly draft: string;
}

export const MAINLAND: Side = {
  type: 'verification',
  region: 'mainland',
  option: 'template',
  flag: '--template',
  otherFlag: '--template-overseas',
  question: { en: 'Template for mainland numbers', zh: '国内号码使用的模板' },
  none: {
    en: 'The account has no approved verification template. Apply for one with --template-text, then run init again.',
    zh: '账号没有已通过审核的验证码模板。请用 --template-text 申请，再重新运行 init。',
  },
  name: '验证码',
  draft: '您的验证码为${code}，10分钟内有效，请勿泄露。',
};

export const OVERSEAS: Side = {
  type: 'international',
  region: 'overseas',
  option: 'templateOverseas',
  flag: '--template-overseas',
  otherFlag: '--template',
  question: { en: 'Template for overseas numbers', zh: '国际/港澳台号码使用的模板' },
  none: {
    en: 'The account has no approved template for overseas numbers. Apply for one with --template-overseas-text.',
    zh: '账号没有已通过审核的国际/港澳台模板。请用 --template-overseas-text 申请。',
  },
  name: 'Verification code',
  draft: 'Your verification code is ${code}. It expires in 10 minutes.',
};
