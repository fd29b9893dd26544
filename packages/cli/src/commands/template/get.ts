import { countSegments } from 'aliyun-sms-client';
import { openAccount } from '../../aliyun/account.ts';
import { rejectionOf, reviewOf } from '../../aliyun/review.ts';
import { variablesOf } from '../../aliyun/template-text.ts';
import type { Action } from '../../command.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const [templateCode = ''] = context.arguments;
  const { client } = await openAccount(context);
  const template = await client.getSmsTemplate({ templateCode });
  const { templateContent = '', templateName = '', templateType = '' } = template;
  const region = templateType === 'international' ? 'overseas' : 'mainland';
  const segments = countSegments(templateContent, region);
  const variables = variablesOf(templateContent);
  output.result({ ...template, variables, segments });
  const review = reviewOf(template.status);
  output.print(`${output.paint('bold', template.templateCode)} ${templateName}`);
  output.table(
    [
      [
        output.label({ en: 'Review', zh: '审核' }),
        `${review.mark} ${output.text(review)} ${rejectionOf(template) ?? ''}`,
      ],
      [output.label({ en: 'Type', zh: '类型' }), templateType],
      [output.label({ en: 'Text', zh: '内容' }), templateContent],
      [output.label({ en: 'Variables', zh: '变量' }), variables.join(', ')],
      [output.label({ en: 'Segments', zh: '计费条数' }), `${segments}`],
    ],
    { indent: '  ' },
  );
};
