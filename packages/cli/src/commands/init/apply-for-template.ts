import { countSegments, textWithSignName, type SmsClient } from 'aliyun-sms-client';
import { confirm, line } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import type { Words } from '../../language.ts';
import { templateProblems } from '../../aliyun/template-rules.ts';
import { toAliyunVariables, variablesOf } from '../../aliyun/template-text.ts';
import type { Side } from './template-sides.ts';
import { holdsOneCode } from '../../aliyun/template-purpose.ts';

function problemOf({ type }: Side, draft: string): Words | undefined {
  const content = toAliyunVariables(draft);
  const [problem] = templateProblems(content, type);
  return problem ?? (holdsOneCode(content) ? undefined : ONE_CODE);
}

const ONE_CODE = {
  en: 'A text for codes must contain exactly one variable, ${code}.',
  zh: '验证码内容必须且只能包含一个变量 ${code}。',
};

/** A text from a flag, validated, with Aliyun's variables. */
export function checkedText(side: Side, draft: string): string {
  const problem = problemOf(side, draft);
  if (problem) throw usageFailure(problem);
  return toAliyunVariables(draft);
}

export interface NewTemplate {
  readonly side: Side;
  readonly signName: string;
  readonly content: string | undefined;
}

/** Applies with the text of the flag, else with one that the user enters and confirms. */
export async function applyForTemplate(
  context: Context,
  client: SmsClient,
  { side, signName, content }: NewTemplate,
): Promise<string | undefined> {
  const { options, output, terminal } = context;
  // A named template that does not exist is a mistake, not a reason to apply for another.
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
      en: 'Text of a new template, with the code as ${code}',
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
