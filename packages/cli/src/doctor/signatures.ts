import type { FilingStatus, SmsClient, SmsSign } from 'aliyun-sms-client';
import { carrierName, filingOf, rejectionOf, reviewOf } from '../aliyun/review.ts';
import type { Words } from '../language.ts';
import { TEST_TAG } from '../aliyun/test-pair.ts';
import { explained } from './failed-call.ts';
import { ok, ofReview, problem, warning, type Finding } from './finding.ts';

/** Checks that a signature exists, is approved, and is filed with each carrier. `isTest`: Aliyun's test
 *  signature, which only works with the test template. */
export async function checkSignature(
  client: SmsClient,
  signName: string,
): Promise<{ readonly findings: readonly Finding[]; readonly isTest: boolean }> {
  const what = { en: `Signature 【${signName}】`, zh: `签名【${signName}】` };
  try {
    const sign = await client.getSmsSign({ signName });
    return {
      findings: [review(what, sign), ...filings(what, sign)],
      isTest: sign.signTag === TEST_TAG,
    };
  } catch (error) {
    return { findings: [explained('sign', what, error)], isTest: false };
  }
}

function review(what: Words, sign: SmsSign): Finding {
  const state = reviewOf(sign.status);
  const rejection = rejectionOf(sign);
  const reason = rejection === undefined ? '' : ` – ${rejection}`;
  return ofReview(sign.status)(
    'sign.review',
    { en: `${what.en} is ${state.en}${reason}`, zh: `${what.zh}${state.zh}${reason}` },
    {
      en: 'Wait for the review, or make the requested changes and apply again: SMS console → Signatures.',
      zh: '请等待审核，或按意见修改后重新申请：短信控制台 → 签名管理。',
    },
  );
}

/** One finding if all is well, else one for each carrier with a problem. */
function filings(what: Words, { carriers, signName }: SmsSign): readonly Finding[] {
  const open = carriers.filter((filing) => filingOf(filing).mark !== '✓');
  if (open.length === 0) {
    const text = { en: `${what.en} is filed with the carriers`, zh: `${what.zh}已在运营商报备` };
    return carriers.length === 0 ? [] : [ok('sign.filing', text)];
  }
  return open.map((filing) => {
    const state = filingOf(filing);
    const carrier = carrierName(filing);
    const reasons = filing.reasons.flatMap(({ texts }) => texts).join('; ');
    const why = reasons && ` – ${reasons}`;
    // Aliyun accepts messages that the carrier will drop. Once filed, only a real message shows more.
    const level = filing.status === 'filed' || filing.status === undefined ? warning : problem;
    return level(
      'sign.filing',
      {
        en: `${what.en} at ${carrier.en}: ${state.en}${why}`,
        zh: `${what.zh}在${carrier.zh}：${state.zh}${why}`,
      },
      nextStep(filing.status, signName),
    );
  });
}

function nextStep(status: FilingStatus | undefined, signName: string): Words {
  if (status === 'filed' || status === undefined) {
    return {
      en: `Only a message shows whether it gets through: "sign verify ${signName} --to" a number of this carrier.`,
      zh: `只有实际发送才能确认：sign verify ${signName} --to 该运营商的号码。`,
    };
  }
  if (status === 'lapsed') {
    return {
      en: 'Aliyun answers OK, but this carrier drops the message. File the signature again in the SMS console → Signatures (5 to 10 working days), and send with it at least every few months: a filing lapses after six without a message.',
      zh: '阿里云会返回成功，但该运营商会丢弃短信。请在短信控制台的“签名管理”中重新报备（5 至 10 个工作日），之后每隔几个月至少发送一次：六个月无发送，报备即失效。',
    };
  }
  return {
    en: 'Until the filing (实名报备) is complete, Aliyun answers OK, but this carrier drops the message. Check the qualification in the SMS console; filing takes 5 to 10 working days.',
    zh: '报备完成前，阿里云会返回成功，但该运营商会丢弃短信。请在短信控制台检查资质；报备需要 5 至 10 个工作日。',
  };
}
