import {
  explainApiCode,
  type AliyunSmsError,
  type CarrierFiling,
  type DeliveryReport,
  type PhoneNumber,
} from 'aliyun-sms-client';
import { failureOf } from 'aliyun-sms-sender';
import type { Words } from '../../language.ts';

/** The result of one message. */
export interface Outcome {
  readonly number: PhoneNumber;
  readonly carrier: string | undefined;
  readonly bizId?: string | undefined;
  readonly report?: DeliveryReport | undefined;
  /** Aliyun accepted no message. */
  readonly refusal?: AliyunSmsError;
}

export interface Verdict extends Words {
  readonly mark: '✓' | '!' | '✗';
}

/** The carrier's code for a signature that is not filed. */
const UNFILED = 'PORT_NOT_REGISTERED';

/** Compares the report with the claimed filing: only a real message shows whether it holds. */
export function verdictOf({ report, refusal }: Outcome, claim: CarrierFiling | undefined): Verdict {
  if (refusal) return { mark: '✗', ...failureOf(refusal).operatorText };
  if (report === undefined || report.status === 'submitted') return NO_REPORT;
  if (report.status === 'delivered') return claim && !isFiled(claim) ? UNEXPECTED : DELIVERED;
  return report.errCode === UNFILED ? dropped(claim) : otherReason(report.errCode ?? '');
}

const isFiled = ({ status }: CarrierFiling): boolean =>
  status === 'filed' || status === 'filed-and-verified';

function dropped(claim: CarrierFiling | undefined): Verdict {
  if (claim && isFiled(claim)) return CONTRADICTION;
  return claim?.status === 'in-progress' ? IN_PROGRESS : NOT_FILED;
}

const DELIVERED: Verdict = { mark: '✓', en: 'delivered', zh: '已送达' };

const UNEXPECTED: Verdict = {
  mark: '!',
  en: 'delivered, although the filing is not complete: do not rely on it',
  zh: '已送达，但报备尚未完成，不能保证以后也能送达',
};

const NO_REPORT: Verdict = {
  mark: '!',
  en: 'no report within 2 minutes: look at the phone, and check again later with "trace"',
  zh: '2 分钟内没有回执：请查看手机，稍后可用 trace 再次查询',
};

const IN_PROGRESS: Verdict = {
  mark: '✗',
  en: 'dropped by the carrier, because the filing is still in progress: wait for it',
  zh: '运营商已拦截：报备仍在进行，请等待',
};

const NOT_FILED: Verdict = {
  mark: '✗',
  en: 'dropped by the carrier, because the signature is not filed: correct its qualification in the SMS console and file it again',
  zh: '运营商已拦截：签名未报备。请在短信控制台修正资质并重新报备',
};

const CONTRADICTION: Verdict = {
  mark: '✗',
  en: 'dropped by the carrier as not filed, although Aliyun shows it as filed: open a ticket with Aliyun and include the BizId',
  zh: '运营商已拦截：阿里云显示已报备，但运营商并不认可。请提交阿里云工单并附上 BizId',
};

const otherReason = (errCode: string): Verdict => ({
  mark: '✗',
  en: `failed for another reason, unrelated to the filing: ${errCode} – ${explainApiCode(errCode, 'en').cause}`,
  zh: `因其他原因失败，与报备无关：${errCode} – ${explainApiCode(errCode, 'zh').cause}`,
});
