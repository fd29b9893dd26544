import type { SmsClient, SmsSign } from 'aliyun-sms-client';
import type { Context } from '../../command.ts';
import type { Words } from '../../language.ts';
import { carrierName, filingOf } from '../../aliyun/review.ts';
import { pasteable } from '../../pasteable.ts';
import { detailsOf } from './choose-signature.ts';

/** An approved signature still needs its real-name filing (实名报备): until then Aliyun answers OK, but
 *  the carrier drops the message. Prints a line for each carrier with which it is not complete. */
export async function showFiling(
  context: Context,
  client: SmsClient,
  signName: string,
): Promise<void> {
  const { output } = context;

  const carriers = (await detailsOf(client, signName))?.carriers;
  const open = carriers?.filter((filing) => filingOf(filing).mark !== '✓') ?? [];
  for (const filing of open) {
    const { en, zh } = gap(filing);
    output.print({ en: `! 【${signName}】 ${en}`, zh: `! 【${signName}】${zh}` });
  }
  if (open.length > 0) {
    output.print({ en: '  Check the progress with:', zh: '  查看进度：' });
    output.verbatim(`  ${pasteable(context, ['sign', 'get', signName])}`);
  }
  if (carriers && carriers.length > 0 && open.length === 0) {
    output.print({
      en: `✓ 【${signName}】 is filed with the carriers.`,
      zh: `✓ 【${signName}】已在运营商报备。`,
    });
  }
}

function gap(filing: SmsSign['carriers'][number]): Words {
  const [state, carrier] = [filingOf(filing), carrierName(filing)];
  // Filed messages most likely arrive; only a real one can show it.
  if (filing.status === 'filed') {
    return { en: `at ${carrier.en}: ${state.en}.`, zh: `在${carrier.zh}：${state.zh}。` };
  }
  return {
    en: `at ${carrier.en}: ${state.en}. Its users will receive nothing until the filing is complete.`,
    zh: `在${carrier.zh}：${state.zh}。完成前其用户收不到短信。`,
  };
}
