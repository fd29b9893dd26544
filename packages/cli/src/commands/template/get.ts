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
  const label = (en: string, zh: string) => output.paint('dim', output.text({ en, zh }));
  output.print(`${output.paint('bold', template.templateCode)} ${templateName}`);
  output.table(
    [
      [
        label('Review', '审核'),
        `${review.mark} ${output.text(review)} ${rejectionOf(template) ?? ''}`,
      ],
      [label('Type', '类型'), templateType],
      [label('Text', '内容'), templateContent],
      [label('Variables', '变量'), variables.join(', ')],
      [label('Segments', '计费条数'), `${segments}`],
    ],
    { indent: '  ' },
  );
};
