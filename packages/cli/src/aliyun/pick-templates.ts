import { countSegments, type SmsClient } from 'aliyun-sms-client';
import { confirm, line } from '../ask.ts';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';
import { allPages } from './all-pages.ts';
import { pick } from './pick.ts';
import { reviewOf } from './review.ts';
import { templateProblems } from './template-rules.ts';
import { toAliyunVariables, variablesOf } from './template-text.ts';

type Templates = Awaited<ReturnType<typeof allTemplates>>;

/** One for the mainland; one for overseas too where the account has any. */
export async function pickTemplates(context: Context, client: SmsClient, signName: string) {
  const templates = await allTemplates(client);
  const china = await pickChina(context, client, { templates, signName });
  const given = context.options.text('templateOverseas');
  const abroad = itemsOf(templates, 'international').filter(({ state }) => state.mark === '✓');
  const asks = given !== undefined || (abroad.length > 0 && context.terminal.stdin.isTTY === true);
  if (!asks) return { china };
  const overseas = await pick(context, [...abroad, NONE], {
    flag: '--template-overseas',
    given,
    question: { en: 'Template for overseas numbers', zh: '国际/港澳台号码使用的模板' },
    none: { en: 'There is no such template.', zh: '没有这样的模板。' },
  });
  return overseas === NONE.value ? { china } : { china, overseas };
}

const NONE = { value: '-', label: '—', inReview: false, state: reviewOf('approved') };

const allTemplates = (client: SmsClient) =>
  allPages(async (pageIndex) => {
    const page = await client.querySmsTemplateList({ pageIndex });
    return { items: page.templates, total: page.totalCount };
  });

const itemsOf = (templates: Templates, type: string) =>
  templates
    .filter(({ templateType }) => templateType === type)
    .map(({ templateCode = '', templateContent = '', status }) => ({
      value: templateCode,
      label: `${templateCode}  ${templateContent}`,
      inReview: status === 'in-review',
      state: reviewOf(status),
    }));

async function pickChina(
  context: Context,
  client: SmsClient,
  { templates, signName }: { readonly templates: Templates; readonly signName: string },
): Promise<string> {
  const { options } = context;
  const draft = options.text('templateText');
  const content = draft === undefined ? undefined : checked(draft);
  return pick(context, itemsOf(templates, 'verification'), {
    flag: '--template',
    // A text that no template has yet is named by itself: it is in no account, and applied for.
    given: options.text('template') ?? withText(templates, content) ?? content,
    question: { en: 'Template for mainland numbers', zh: '国内号码使用的模板' },
    none: {
      en: 'The account has no approved verification template. Apply for one with --template-text; then run init again.',
      zh: '账号没有已通过审核的验证码模板。请用 --template-text 申请，再重新运行 init。',
    },
    apply: () => apply(context, client, { content, signName }),
    look: (templateCode) => client.getSmsTemplate({ templateCode }),
  });
}

/** The template that an earlier run has applied for: the best of those with this very text. */
const withText = (templates: Templates, content: string | undefined): string | undefined =>
  (['approved', 'in-review', 'rejected'] as const)
    .map((wanted) =>
      templates.find(
        ({ templateType, templateContent, status }) =>
          templateType === 'verification' && templateContent === content && status === wanted,
      ),
    )
    .find((found) => found !== undefined)?.templateCode;

const problemOf = (draft: string) => templateProblems(toAliyunVariables(draft), 'verification')[0];

function checked(draft: string): string {
  const problem = problemOf(draft);
  if (problem) throw usageFailure(problem);
  return toAliyunVariables(draft);
}

/** With the text of the flag, else one that is asked for and confirmed. */
async function apply(
  context: Context,
  client: SmsClient,
  { content, signName }: { readonly content: string | undefined; readonly signName: string },
): Promise<string | undefined> {
  const { options, output, terminal } = context;
  // A code that is not there is a slip; no new template mends it.
  if (options.text('template') !== undefined) return undefined;
  const asks = terminal.stdin.isTTY === true;
  if (content === undefined && !asks) return undefined;
  const templateContent = content ?? toAliyunVariables(await askText(context));
  const segments = countSegments(`【${signName}】${templateContent}`, 'mainland');
  output.print({
    en: `New template: 【${signName}】${templateContent} (${segments} segment${segments === 1 ? '' : 's'})`,
    zh: `新模板：【${signName}】${templateContent}（计 ${segments} 条）`,
  });
  const question = { en: 'Apply for it?', zh: '提交申请？' };
  if (content === undefined && !(await confirm(context, question))) return undefined;
  const rule = variablesOf(templateContent).map((name) => [name, 'numberCaptcha']);
  const { templateCode } = await client.createSmsTemplate({
    templateName: TEMPLATE_NAME,
    templateContent,
    templateType: 'verification',
    templateRule: Object.fromEntries(rule),
    relatedSignName: signName,
  });
  output.print({ en: `✓ Applied for ${templateCode}.`, zh: `✓ 已提交 ${templateCode}。` });
  return templateCode;
}

const TEMPLATE_NAME = '登录验证码';

const askText = (context: Context) =>
  line(
    context,
    {
      en: 'Text of a new template, the code as ${code}',
      zh: '新模板的内容，验证码写作 ${code}',
    },
    {
      instead: { en: 'Pass --template-text.', zh: '请传入 --template-text。' },
      initial: '您的登录验证码为${code}，10分钟内有效，请勿泄露。',
      problem: problemOf,
    },
  );
