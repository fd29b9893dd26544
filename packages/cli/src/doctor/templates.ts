import { countSegments, type Region, type SmsClient, type SmsTemplate } from 'aliyun-sms-client';
import { carrierAuditOf, carrierName, rejectionOf, reviewOf } from '../aliyun/review.ts';
import { variablesOf } from '../aliyun/template-text.ts';
import type { Words } from '../language.ts';
import { explained } from './failed-call.ts';
import { ofReview, problem, warning, type Finding } from './finding.ts';

/** One template as the settings use it. */
export interface TemplateUse {
  readonly templateCode: string;
  /** Where its messages go; undefined if the settings do not say. */
  readonly region: Region | undefined;
  /** Names of the variables that the settings fill in. */
  readonly params: readonly string[];
  readonly signName: string;
}

/** Checks that a template exists, is approved, has the right type for its region, and has exactly the
 *  variables that the settings fill in. */
export async function checkTemplate(client: SmsClient, use: TemplateUse): Promise<Finding[]> {
  const { templateCode } = use;
  const what = { en: `Template ${templateCode}`, zh: `模板 ${templateCode}` };
  try {
    const template = await client.getSmsTemplate({ templateCode });
    const checks = [review, kind, variables, length];
    return [
      ...checks.flatMap((check) => check(what, template, use) ?? []),
      ...carriers(what, template),
    ];
  } catch (error) {
    return [explained('template', what, error)];
  }
}

type Check = (what: Words, template: SmsTemplate, use: TemplateUse) => Finding | undefined;

const review: Check = (what, template) => {
  const state = reviewOf(template.status);
  const rejection = rejectionOf(template);
  const reason = rejection === undefined ? '' : ` – ${rejection}`;
  return ofReview(template.status)(
    'template.review',
    { en: `${what.en} is ${state.en}${reason}`, zh: `${what.zh} ${state.zh}${reason}` },
    {
      en: 'Wait for the review, or make the requested changes and apply again: SMS console → Templates.',
      zh: '请等待审核，或按意见修改后重新申请：短信控制台 → 模板管理。',
    },
  );
};

/** Carriers review templates themselves; Aliyun reports that for digital messages, and possibly others. */
const carriers = (what: Words, template: SmsTemplate): readonly Finding[] =>
  template.carriers
    .filter(({ status }) => status !== 'approved')
    .map((audit) => {
      const [carrier, state] = [carrierName(audit), carrierAuditOf(audit.status)];
      const level = audit.status === undefined ? warning : problem;
      return level(
        'template.carrier',
        {
          en: `${what.en} at ${carrier.en}: ${state.en}`,
          zh: `${what.zh} 在${carrier.zh}：${state.zh}`,
        },
        {
          en: 'This carrier drops messages whose template it has not approved: wait, or change the text and apply again.',
          zh: '该运营商会丢弃使用未通过模板的短信：请等待，或修改内容后重新申请。',
        },
      );
    });

const kind: Check = (what, { templateType: type }, { region }) => {
  if (type === undefined) return undefined;
  if (region !== undefined && (type === 'international') !== (region === 'overseas')) {
    return problem(
      'template.region',
      {
        en: `${what.en} is ${type === 'international' ? 'an overseas template, but is set for the mainland' : 'a mainland template, but is set for overseas'}`,
        zh: `${what.zh} ${type === 'international' ? '是国际模板，却用于中国内地' : '是国内模板，却用于海外'}`,
      },
      {
        en: 'Put mainland templates under "china" and 国际/港澳台 ones under "overseas".',
        zh: '国内模板放在 china 下，国际/港澳台模板放在 overseas 下。',
      },
    );
  }
  if (type === 'verification' || type === 'international') return undefined;
  return problem(
    'template.type',
    { en: `${what.en} is a ${type} template`, zh: `${what.zh} 不是验证码模板（${type}）` },
    {
      en: 'Codes require a template of type 验证码 (verification): messages with others are delayed or refused.',
      zh: '发送验证码需要“验证码”类型的模板：其他类型会延迟或被拒绝。',
    },
  );
};

const list = (names: readonly string[]): string => names.map((name) => `\${${name}}`).join(', ');

const variables: Check = (what, { templateContent }, { params }) => {
  if (templateContent === undefined) return undefined;
  const declared = variablesOf(templateContent);
  const missing = declared.filter((name) => !params.includes(name));
  const surplus = params.filter((name) => !declared.includes(name));
  if (missing.length + surplus.length === 0) return undefined;
  const parts = [
    ...(missing.length > 0
      ? [{ en: `no value for: ${list(missing)}`, zh: `缺少取值：${list(missing)}` }]
      : []),
    ...(surplus.length > 0
      ? [{ en: `not in the template: ${list(surplus)}`, zh: `模板中没有：${list(surplus)}` }]
      : []),
  ];
  return problem(
    'template.variables',
    {
      en: `${what.en} and its params differ; ${parts.map(({ en }) => en).join('; ')}`,
      zh: `${what.zh} 的变量与 params 不一致；${parts.map(({ zh }) => zh).join('；')}`,
    },
    {
      en: 'List exactly the template’s variables in templates[].params.',
      zh: '请让 templates[].params 与模板变量完全一致。',
    },
  );
};

const length: Check = (what, { templateContent, templateType }, { signName }) => {
  if (templateContent === undefined) return undefined;
  const region = templateType === 'international' ? 'overseas' : 'mainland';
  const segments = countSegments(`【${signName}】${templateContent}`, region);
  if (segments === 1) return undefined;
  return warning(
    'template.segments',
    { en: `${what.en} is billed as ${segments} messages`, zh: `${what.zh} 按 ${segments} 条计费` },
    {
      en: 'A shorter text costs less: up to 70 characters, including the signature, count as one message.',
      zh: '缩短内容可节省费用：含签名 70 个字符以内计 1 条。',
    },
  );
};
