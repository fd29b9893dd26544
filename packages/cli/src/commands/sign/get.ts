import { openAccount } from '../../aliyun/account.ts';
import { carrierName, filingOf, rejectionOf, reviewOf } from '../../aliyun/review.ts';
import { withoutBrackets } from '../../aliyun/sign-application.ts';
import type { Action } from '../../command.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const [named = ''] = context.arguments;
  const signName = withoutBrackets(named);
  const { client } = await openAccount(context);
  const sign = await client.getSmsSign({ signName });
  output.result(sign);
  const review = reviewOf(sign.status);
  output.print(output.paint('bold', sign.signName));
  const rejection = rejectionOf(sign);
  const reason = rejection ? ` – ${rejection}` : '';
  const rows = [
    [review.mark, output.text({ en: 'Review', zh: '审核' }), output.text(review) + reason],
    ...sign.carriers.map((filing) => {
      const state = filingOf(filing);
      const reasons = filing.reasons.flatMap(({ texts }) => texts).join('; ');
      const why = reasons && ` – ${reasons}`;
      return [state.mark, output.text(carrierName(filing)), output.text(state) + why];
    }),
  ];
  output.table(rows, { indent: '  ' });
};
