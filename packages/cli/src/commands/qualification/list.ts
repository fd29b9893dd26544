import { openAccount } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { qualificationStateOf } from '../../aliyun/review.ts';
import type { Action } from '../../command.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const { client } = await openAccount(context);
  const work = allPages(async (pageIndex) => {
    const page = await client.querySmsQualificationRecord({ pageIndex });
    return { items: page.qualifications, total: page.totalCount };
  });
  const found = await output.progress({ en: 'Querying Aliyun …', zh: '正在查询 …' }, work);
  output.result(found);
  output.table(
    found.map(({ qualificationId = '', companyName = '', status, remark = '' }) => {
      const state = qualificationStateOf(status);
      // Aliyun adds a remark in every state, but it only means something if documents are missing.
      const why = state.mark === '✗' ? remark : '';
      return [state.mark, qualificationId, companyName, output.text(state), why];
    }),
  );
  if (found.length === 0) output.print(NONE);
};

const NONE = {
  en: 'No qualification yet: submit the company’s documents in the SMS console under Qualifications (资质管理).',
  zh: '还没有资质：请在短信控制台的“资质管理”中提交企业资料。',
};
