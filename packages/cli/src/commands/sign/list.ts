import { openAccount } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { rejectionOf, reviewOf } from '../../aliyun/review.ts';
import { pasteable } from '../../pasteable.ts';
import type { Action } from '../../command.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const { client } = await openAccount(context);
  const work = allPages(async (pageIndex) => {
    const { signs, totalCount } = await client.querySmsSignList({ pageIndex });
    return { items: signs, total: totalCount };
  });
  const signs = await output.progress({ en: 'Querying Aliyun …', zh: '正在查询 …' }, work);
  output.result(signs);
  output.table(
    signs.map((sign) => {
      const { signName = '', businessType = '' } = sign;
      const review = reviewOf(sign.status);
      return [review.mark, signName, output.text(review), businessType, rejectionOf(sign) ?? ''];
    }),
  );
  const approved = signs.find(({ status }) => status === 'approved');
  if (!approved) return;
  output.print({
    en: 'To see the filing with the carriers:',
    zh: '查看运营商报备情况：',
  });
  output.verbatim(`  ${pasteable(context, ['sign', 'get', approved.signName ?? ''])}`);
};
