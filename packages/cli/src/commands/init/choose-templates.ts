import {
  countSegments,
  textWithSignName,
  type Region,
  type SmsClient,
  type TemplateType,
} from 'aliyun-sms-client';
import { confirm, line } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import type { Localized } from '../../language.ts';
import { textFlag } from '../../text-flag.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { reviewOf } from '../../aliyun/review.ts';
import { templateProblems } from '../../aliyun/template-rules.ts';
import { toAliyunVariables, variablesOf } from '../../aliyun/template-text.ts';

type Templates = Awaited<ReturnType<typeof allTemplates>>;

/** One side of the border: what its templates are called, and what a new one says. */
interface Side {
  readonly type: TemplateType;
  readonly region: Region;
  readonly option: string;
  readonly flag: string;
  readonly question: Localized;
  readonly none: Localized;
  readonly name: string;
  readonly draft: string;
}

const MAINLAND: Side = {
  type: 'verification',
  region: 'mainland',
  option: 'template',
  flag: '--template',
  question: { en: 'Template for mainland numbers', zh: '国内号码使用的模板' },
  none: {
    en: 'The account has no approved verification template. Apply for one with --template-text; then run init again.',
    zh: '账号没有已通过审核的验证码模板。请用 --template-text 申请，再重新运行 init。',
  },
  name: '登录验证码',
  draft: '您的登录验证码为${code}，10分钟内有效，请勿泄露。',
};

const OVERSEAS: Side = {
  type: 'international',
  region: 'overseas',
  option: 'templateOverseas',
  flag: '--template-overseas',
  question: { en: 'Template for overseas numbers', zh: '国际/港澳台号码使用的模板' },
  none: {
    en: 'The account has no approved template for overseas numbers. Apply for one with --template-overseas-text.',
    zh: '账号没有已通过审核的国际/港澳台模板。请用 --template-overseas-text 申请。',
  },
  name: 'Verification code',
  draft: 'Your verification code is ${code}. It expires in 10 minutes.',
};

/** One for the mainland; one for overseas too where it is named, applied for or wanted. */
export async function chooseTemplates(context: Context, client: SmsClient, signName: string) {
  const templates = await allTemplates(client);
  const china = await chooseSide(context, client, { side: MAINLAND, templates, signName });
  const overseas = await chooseOverseas(context, client, { templates, signName });
  return overseas === undefined ? { china } : { china, overseas };
}

/** For the mainland alone, which the international site sends to by template. */
export const chooseMainlandTemplate = async (
  context: Context,
  client: SmsClient,
  signName: string,
) =>
  chooseSide(context, client, { side: MAINLAND, templates: await allTemplates(client), signName });

async function chooseOverseas(
  context: Context,
  client: SmsClient,
  { templates, signName }: { readonly templates: Templates; readonly signName: string },
): Promise<string | undefined> {
  const { options, terminal } = context;
  const isNamed =
    options.text('templateOverseas') !== undefined ||
    options.text('templateOverseasText') !== undefined;
  const isWanted =
    isNamed || (terminal.stdin.isTTY === true && (await confirm(context, ABROAD_TOO)));
  return isWanted
    ? chooseSide(context, client, { side: OVERSEAS, templates, signName })
    : undefined;
}

const ABROAD_TOO = {
  en: 'Send to numbers outside the mainland too (Hong Kong, Macao and Taiwan included)?',
  zh: '是否也发往国际/港澳台号码？',
};

const allTemplates = (client: SmsClient) =>
  allPages(async (pageIndex) => {
    const page = await client.querySmsTemplateList({ pageIndex });
    return { items: page.templates, total: page.totalCount };
  });

interface SideOfAccount {
  readonly side: Side;
  readonly templates: Templates;
  readonly signName: string;
}

/** Lists do not tell verification from notification among those for overseas: variables do. */
const itemsOf = ({ side, templates }: SideOfAccount) =>
  templates
    .filter(({ templateType }) => templateType === side.type)
    .map(({ templateCode = '', templateContent = '', status }) => ({
      value: templateCode,
      label: `${templateCode}  ${templateContent}`,
      inReview: status === 'in-review',
      state: holdsOneCode(templateContent) ? reviewOf(status) : NOT_FOR_CODES,
    }));

const holdsOneCode = (content: string) => variablesOf(content).length === 1;

const NOT_FOR_CODES = {
  mark: '✗',
  en: 'not for codes, which need exactly one variable',
  zh: '不适用于验证码：需要且只能有一个变量',
} as const;

async function chooseSide(context: Context, client: SmsClient, of: SideOfAccount): Promise<string> {
  const { side } = of;
  const { option, flag, question, none } = side;
  const draft = await textFlag(context, `${option}Text`, `${flag}-text`);
  const content = draft === undefined ? undefined : checked(side, draft);
  return chooseReviewed(context, itemsOf(of), {
    flag,
    // A text that no template has yet is named by itself: it is in no account, and applied for.
    given: context.options.text(option) ?? withText(of, content) ?? content,
    question,
    none,
    apply: () => apply(context, client, { ...of, content }),
    look: (templateCode) => client.getSmsTemplate({ templateCode }),
  });
}

/** The template that an earlier run has applied for: the best of those with this very text. */
const withText = (
  { side, templates }: SideOfAccount,
  content: string | undefined,
): string | undefined =>
  (['approved', 'in-review', 'rejected'] as const)
    .map((wanted) =>
      templates.find(
        ({ templateType, templateContent, status }) =>
          templateType === side.type && templateContent === content && status === wanted,
      ),
    )
    .find((found) => found !== undefined)?.templateCode;

function problemOf({ type }: Side, draft: string): Localized | undefined {
  const content = toAliyunVariables(draft);
  const [problem] = templateProblems(content, type);
  return problem ?? (holdsOneCode(content) ? undefined : ONE_CODE);
}

const ONE_CODE = {
  en: 'A text for codes holds exactly one variable, ${code}.',
  zh: '验证码内容必须且只能包含一个变量 ${code}。',
};

function checked(side: Side, draft: string): string {
  const problem = problemOf(side, draft);
  if (problem) throw usageFailure(problem);
  return toAliyunVariables(draft);
}

/** With the text of the flag, else one that is asked for and confirmed. */
async function apply(
  context: Context,
  client: SmsClient,
  { side, signName, content }: SideOfAccount & { readonly content: string | undefined },
): Promise<string | undefined> {
  const { options, output, terminal } = context;
  // A code that is not there is a slip; no new template mends it.
  if (options.text(side.option) !== undefined) return undefined;
  const asks = terminal.stdin.isTTY === true;
  if (content === undefined && !asks) return undefined;
  const templateContent = content ?? toAliyunVariables(await askText(context, side));
  const shown = textWithSignName(signName, templateContent, side.region);
  const segments = countSegments(shown, side.region);
  output.print({
    en: `New template: ${shown} (${segments} segment${segments === 1 ? '' : 's'})`,
    zh: `新模板：${shown}（计 ${segments} 条）`,
  });
  const question = { en: 'Apply for it?', zh: '提交申请？' };
  if (content === undefined && !(await confirm(context, question))) return undefined;
  const rule = variablesOf(templateContent).map((name) => [name, 'numberCaptcha']);
  const { templateCode } = await client.createSmsTemplate({
    templateName: side.name,
    templateContent,
    templateType: side.type,
    templateRule: Object.fromEntries(rule),
    ...(side.region === 'mainland' ? { relatedSignName: signName } : { intlType: 'verification' }),
  });
  output.print({ en: `✓ Applied for ${templateCode}.`, zh: `✓ 已提交 ${templateCode}。` });
  return templateCode;
}

const askText = (context: Context, side: Side) =>
  line(
    context,
    {
      en: 'Text of a new template, the code as ${code}',
      zh: '新模板的内容，验证码写作 ${code}',
    },
    {
      instead: {
        en: `Pass ${side.flag}-text.`,
        zh: `请传入 ${side.flag}-text。`,
      },
      initial: side.draft,
      problem: (draft) => problemOf(side, draft),
    },
  );
