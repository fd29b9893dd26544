import type { SmsClient, SmsSign } from 'aliyun-sms-client';
import { carrierName, filingOf, rejectionOf, reviewOf } from '../aliyun/review.ts';
import type { Localized } from '../language.ts';
import { explained } from './explained.ts';
import { ok, ofReview, problem, warning, type Finding } from './finding.ts';

const LEVELS = { '✓': ok, '!': warning, '✗': problem } as const;

/** Exists, approved, filed with each carrier. `test`: the sandbox's kind that only goes with the
 *  test template, to bound numbers. */
export async function checkSignature(
  client: SmsClient,
  signName: string,
): Promise<{ readonly findings: readonly Finding[]; readonly isTest: boolean }> {
  const what = { en: `Signature 【${signName}】`, zh: `签名【${signName}】` };
  try {
    const sign = await client.getSmsSign({ signName });
    return { findings: [review(what, sign), ...filings(what, sign)], isTest: sign.signTag === '4' };
  } catch (error) {
    return { findings: [explained('sign', what, error)], isTest: false };
  }
}

function review(what: Localized, sign: SmsSign): Finding {
  const state = reviewOf(sign.status);
  const rejection = rejectionOf(sign);
  const reason = rejection === undefined ? '' : ` – ${rejection}`;
  return ofReview(sign.status)(
    'sign.review',
    { en: `${what.en} is ${state.en}${reason}`, zh: `${what.zh}${state.zh}${reason}` },
    {
      en: 'Wait for the review, or put right what it says and apply again: SMS console → Signatures.',
      zh: '请等待审核，或按意见修改后重新申请：短信控制台 → 签名管理。',
    },
  );
}

/** One line where all is well, else one for each carrier that is not. */
function filings(what: Localized, { carriers }: SmsSign): readonly Finding[] {
  const open = carriers.filter((filing) => filingOf(filing).mark !== '✓');
  if (open.length === 0) {
    const text = { en: `${what.en} is filed with the carriers`, zh: `${what.zh}已在运营商报备` };
    return carriers.length === 0 ? [] : [ok('sign.filing', text)];
  }
  return open.map((filing) => {
    const state = filingOf(filing);
    const carrier = carrierName(filing);
    return LEVELS[state.mark](
      'sign.filing',
      {
        en: `${what.en} at ${carrier.en}: ${state.en}`,
        zh: `${what.zh}在${carrier.zh}：${state.zh}`,
      },
      {
        en: 'Until the filing (实名报备) is through, Aliyun says OK and this carrier drops the message. Check the qualification in the SMS console; filing takes 5 to 10 working days.',
        zh: '报备完成前，阿里云会返回成功，但该运营商会丢弃短信。请在短信控制台检查资质；报备需要 5 至 10 个工作日。',
      },
    );
  });
}
