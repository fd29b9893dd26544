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
      en: 'A mainland template requires an approved signature to be used with: pass one with --sign-name.',
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

  output.print({
    en: `✓ Applied for ${templateCode}: ${content} (${segments} segment${segments === 1 ? '' : 's'} without signature). The review takes about 2 hours. Check the progress with:`,
    zh: `✓ 已提交 ${templateCode}：${content}（不含签名计 ${segments} 条）。审核约 2 小时。查看进度：`,
  });
  output.verbatim(`  ${pasteable(context, ['template', 'get', templateCode])}`);
};

async function contentOf(context: Context): Promise<string> {
  const { output } = context;
  const draft = await textFlag(context, 'text', '--text');
  if (draft === undefined) {
    throw usageFailure({
      en: 'Pass the text with --text, with the code as ${code}.',
      zh: '请用 --text 传入内容，验证码写作 ${code}。',
    });
  }
  const content = toAliyunVariables(draft);
  if (content !== draft && !output.json) {
    output.note({
      en: 'Aliyun writes variables as ${code}: the {{code}} in the text was converted.',
      zh: '阿里云的变量写作 ${code}：已改写草稿中的 {{code}}。',
    });
  }
  return content;
}

const typeOf = ({ options }: Context): TemplateType =>
  TEMPLATE_TYPES.find((type) => type === options.text('type')) ?? 'verification';
