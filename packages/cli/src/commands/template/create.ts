import { countSegments, TEMPLATE_TYPES, type TemplateType } from 'aliyun-sms-client';
import { openAccount } from '../../aliyun/account.ts';
import { templateProblems } from '../../aliyun/template-rules.ts';
import { toAliyunVariables, variablesOf } from '../../aliyun/template-text.ts';
import { pasteable } from '../../pasteable.ts';
import type { Action, Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import { textFlag } from '../../text-flag.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const [templateName = ''] = context.arguments;
  const content = await contentOf(context);
  const templateType = typeOf(context);
  const [problem] = templateProblems(content, templateType);
  if (problem) throw usageFailure(problem);
  const relatedSignName = options.text('signName');
  if (relatedSignName === undefined && templateType !== 'international') {
    throw usageFailure({
      en: 'Reviewers want an approved signature beside a mainland template: name one with --sign-name.',
      zh: '国内模板需要关联一个已通过审核的签名：请用 --sign-name 指定。',
    });
  }
  const region = templateType === 'international' ? 'overseas' : 'mainland';
  const segments = countSegments(content, region);
  const { client } = await openAccount(context);
  const rule = variablesOf(content).map((name) => [name, options.text('rule') ?? 'numberCaptcha']);
  const { templateCode, orderId } = await client.createSmsTemplate({
    templateName,
    templateContent: content,
    templateType,
    templateRule: Object.fromEntries(rule),
    intlType: templateType === 'international' ? 'verification' : undefined,
    relatedSignName,
    remark: options.text('remark'),
  });
  output.result({ templateCode, orderId, templateContent: content, segments });
  const watch = pasteable(context, ['template', 'get', templateCode]);
  output.print({
    en: `✓ Applied for ${templateCode}: ${content} (${segments} segment${segments === 1 ? '' : 's'} without signature). Review takes about 2 hours. Watch it with: ${watch}`,
    zh: `✓ 已提交 ${templateCode}：${content}（不含签名计 ${segments} 条）。审核约 2 小时。查看：${watch}`,
  });
};

async function contentOf(context: Context): Promise<string> {
  const { output } = context;
  const draft = await textFlag(context, 'text', '--text');
  if (draft === undefined) {
    throw usageFailure({
      en: 'Give the text with --text, the code as ${code}.',
      zh: '请用 --text 给出内容，验证码写作 ${code}。',
    });
  }
  const content = toAliyunVariables(draft);
  if (content !== draft && !output.json) {
    output.note({
      en: 'Aliyun writes variables as ${code}: the {{code}} of the draft has been rewritten.',
      zh: '阿里云的变量写作 ${code}：已改写草稿中的 {{code}}。',
    });
  }
  return content;
}

const typeOf = ({ options }: Context): TemplateType =>
  TEMPLATE_TYPES.find((type) => type === options.text('type')) ?? 'verification';
