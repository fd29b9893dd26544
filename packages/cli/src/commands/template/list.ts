import { openAccount } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { rejectionOf, reviewOf } from '../../aliyun/review.ts';
import type { Action } from '../../command.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const { client } = await openAccount(context);
  const work = allPages(async (pageIndex) => {
    const { templates, totalCount } = await client.querySmsTemplateList({ pageIndex });
    return { items: templates, total: totalCount };
  });
  const templates = await output.progress({ en: 'Querying Aliyun …', zh: '正在查询 …' }, work);
  output.result(templates);
  output.table(
    templates.map(({ templateCode = '', templateType = '', templateContent = '', ...item }) => [
      reviewOf(item.status).mark,
      templateCode,
      templateType,
      output.text(reviewOf(item.status)),
      rejectionOf(item) ?? templateContent,
    ]),
  );
};
