import { openAccount } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { rejectionOf, reviewOf } from '../../aliyun/review.ts';
import type { Action } from '../../command.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const { client } = await openAccount(context);
  const work = allPages(async (pageIndex) => {
    const { signs, totalCount } = await client.querySmsSignList({ pageIndex });
    return { items: signs, total: totalCount };
  });
  const signs = await output.progress({ en: 'Asking Aliyun …', zh: '正在查询 …' }, work);
  output.result(signs);
  output.table(
    signs.map((sign) => {
      const { signName = '', businessType = '' } = sign;
      const review = reviewOf(sign.status);
      return [review.mark, signName, output.text(review), businessType, rejectionOf(sign) ?? ''];
    }),
  );
  output.print({
    en: 'Filing with the carriers is shown by "sign get <name>".',
    zh: '运营商报备情况请用 sign get <签名> 查看。',
  });
};
