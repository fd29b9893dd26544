import { AliyunSmsError, type SmsClient } from 'aliyun-sms-client';
import type { Context } from '../../command.ts';
import { carrierName, filingOf } from '../../aliyun/review.ts';

/** An approved signature still waits for its real-name filing (实名报备): until then Aliyun says OK and
 *  the carrier drops the message. One line for each carrier that has not filed it yet. */
export async function showFiling(
  { output }: Context,
  client: SmsClient,
  signName: string,
): Promise<void> {
  const carriers = await filings(client, signName);
  const open = carriers?.filter((filing) => filingOf(filing).mark !== '✓') ?? [];
  for (const filing of open) {
    const [state, carrier] = [filingOf(filing), carrierName(filing)];
    output.print({
      en: `! 【${signName}】 at ${carrier.en}: ${state.en}. Its users get nothing until that is through; "sign get ${signName}" shows how it stands.`,
      zh: `! 【${signName}】在${carrier.zh}：${state.zh}。完成前其用户收不到短信；可用 sign get ${signName} 查看进度。`,
    });
  }
  if (carriers && carriers.length > 0 && open.length === 0) {
    output.print({
      en: `✓ 【${signName}】 is filed with the carriers.`,
      zh: `✓ 【${signName}】已在运营商报备。`,
    });
  }
}

/** A key that may not read one signature can still be set up with it. */
async function filings(client: SmsClient, signName: string) {
  try {
    return (await client.getSmsSign({ signName })).carriers;
  } catch (error) {
    if (error instanceof AliyunSmsError) return undefined;
    throw error;
  }
}
