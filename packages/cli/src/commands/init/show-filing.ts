import type { SmsClient, SmsSign } from 'aliyun-sms-client';
import type { Context } from '../../command.ts';
import type { Words } from '../../language.ts';
import { carrierName, filingOf } from '../../aliyun/review.ts';
import { pasteable } from '../../pasteable.ts';
import { detailsOf } from './choose-signature.ts';

/** An approved signature still waits for its real-name filing (实名报备): until then Aliyun says OK and
 *  the carrier drops the message. One line for each carrier that has not filed it yet. */
export async function showFiling(
  context: Context,
  client: SmsClient,
  signName: string,
): Promise<void> {
  const { output } = context;
  const watch = pasteable(context, ['sign', 'get', signName]);
  const carriers = (await detailsOf(client, signName))?.carriers;
  const open = carriers?.filter((filing) => filingOf(filing).mark !== '✓') ?? [];
  for (const filing of open) {
    const { en, zh } = gap(filing);
    output.print({ en: `! 【${signName}】 ${en}`, zh: `! 【${signName}】${zh}` });
  }
  if (open.length > 0)
    output.print({ en: `  See how it stands: ${watch}`, zh: `  查看进度：${watch}` });
  if (carriers && carriers.length > 0 && open.length === 0) {
    output.print({
      en: `✓ 【${signName}】 is filed with the carriers.`,
      zh: `✓ 【${signName}】已在运营商报备。`,
    });
  }
}

function gap(filing: SmsSign['carriers'][number]): Words {
  const [state, carrier] = [filingOf(filing), carrierName(filing)];
  // What is filed goes through, most likely: only traffic tells.
  if (filing.status === 'filed') {
    return { en: `at ${carrier.en}: ${state.en}.`, zh: `在${carrier.zh}：${state.zh}。` };
  }
  return {
    en: `at ${carrier.en}: ${state.en}. Its users get nothing until that is through.`,
    zh: `在${carrier.zh}：${state.zh}。完成前其用户收不到短信。`,
  };
}
