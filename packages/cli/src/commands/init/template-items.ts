import type { SmsTemplateListItem } from 'aliyun-sms-client';
import { reviewOf } from '../../aliyun/review.ts';
import { holdsOneCode, isPair, purposeOf, rankOf, WORDS } from '../../aliyun/template-purpose.ts';
import type { Context } from '../../command.ts';
import type { Item } from './choose-reviewed.ts';

interface Side {
  readonly type: SmsTemplateListItem['templateType'];
  /** The flag for the other region. */
  readonly otherFlag: string;
}

/** For overseas, lists do not distinguish verification from notification templates: variables do. */
export function itemsOf(
  { output }: Context,
  templates: readonly SmsTemplateListItem[],
  side: Side,
  isTest: boolean,
): readonly Item[] {
  return templates.map((template) => {
    const { templateCode = '', templateContent = '', status } = template;
    const state = stateOf(template, side, isTest);
    const purpose = purposeOf(template);
    const rank = rankOf(template);
    const kind = purpose === undefined ? '' : `  (${output.text(WORDS[purpose])})`;
    return {
      value: templateCode,
      label: `${templateCode}  ${templateContent}${kind}`,
      inReview: status === 'in-review' && state.mark !== '✗',
      state,
      rank: rank === undefined ? undefined : rank + (isForFew(template) ? 0.5 : 0),
    };
  });
}

/** Few people overseas read Chinese. */
const isForFew = ({ templateType, templateContent = '' }: SmsTemplateListItem): boolean =>
  templateType === 'international' && /\p{Script=Han}/u.test(templateContent);

function stateOf(
  template: SmsTemplateListItem,
  { type, otherFlag }: Side,
  isTest: boolean,
): Item['state'] {
  const { templateContent = '', templateType, status } = template;
  if (templateType !== type) return ofOtherType(templateType, otherFlag);
  if (!isPair(template, isTest)) return NO_PAIR;
  return holdsOneCode(templateContent) ? reviewOf(status) : NOT_FOR_CODES;
}

const NOT_FOR_CODES = {
  mark: '✗',
  en: 'not for codes, which require exactly one variable',
  zh: '不适用于验证码：需要且只能有一个变量',
} as const;

const NO_PAIR = {
  mark: '✗',
  en: 'not usable with this signature: Aliyun’s test signature and test template only work with each other',
  zh: '与该签名不匹配：阿里云的测试签名和测试模板只能成对使用',
} as const;

function ofOtherType(type: Side['type'], otherFlag: string): Item['state'] {
  if (type === 'notification' || type === 'promotion') {
    return { mark: '✗', en: `a template of type ${type}`, zh: `${type} 类型的模板` };
  }
  return {
    mark: '✗',
    en: `for numbers in the other region: pass it with ${otherFlag}`,
    zh: `用于另一区域的号码：请用 ${otherFlag} 指定`,
  };
}
