import type {
  CarrierAudit,
  QualificationStatus,
  ReviewStatus,
  ReviewVerdict,
  SmsSign,
} from 'aliyun-sms-client';
import type { Words } from '../language.ts';

interface State extends Words {
  readonly mark: '✓' | '!' | '✗';
}

/** States of a review, which takes about 2 hours between 09:00 and 21:00 China time. */
const REVIEW: Readonly<Record<ReviewStatus, State>> = {
  approved: { mark: '✓', en: 'approved', zh: '已通过' },
  'in-review': { mark: '!', en: 'in review', zh: '审核中' },
  rejected: { mark: '✗', en: 'rejected', zh: '未通过' },
  cancelled: { mark: '✗', en: 'withdrawn', zh: '已撤回' },
};

/** Aliyun gives a reason in every state (such as `无审批备注`, "no remark"), but it only means something
 *  if the application was rejected. */
export const rejectionOf = (item: {
  readonly status: ReviewStatus | undefined;
  readonly verdict: ReviewVerdict;
}): string | undefined => (item.status === 'rejected' ? item.verdict.reason : undefined);

export const reviewOf = (status: ReviewStatus | undefined): State =>
  status === undefined ? { mark: '!', en: 'in an unknown state', zh: '状态未知' } : REVIEW[status];

const INCOMPLETE: State = { mark: '✗', en: 'more documents required', zh: '资料待补充' };

export const qualificationStateOf = (status: QualificationStatus | undefined): State =>
  status === 'incomplete' ? INCOMPLETE : reviewOf(status);

type Filing = SmsSign['carriers'][number];
type FilingStatus = NonNullable<Filing['status']>;

/** States of the real-name filing (实名报备) with a carrier. */
const FILING: Readonly<Record<FilingStatus, State>> = {
  'filed-and-verified': { mark: '✓', en: 'filed and verified', zh: '已报备并验证' },
  filed: { mark: '!', en: 'filed, not verified yet', zh: '已报备，待验证' },
  'in-progress': {
    mark: '!',
    en: 'filing in progress (5 to 10 working days)',
    zh: '报备中（5 至 10 个工作日）',
  },
  'not-filed': {
    mark: '✗',
    en: 'not filed: this carrier blocks the messages',
    zh: '未报备：该运营商会拦截短信',
  },
  failed: { mark: '✗', en: 'filing failed', zh: '报备失败' },
  lapsed: {
    mark: '✗',
    en: 'lapsed after six months without traffic',
    zh: '六个月无发送，报备已失效',
  },
};

export const filingOf = ({ status }: Filing): State =>
  status === undefined ? { mark: '!', en: 'state unknown', zh: '状态未知' } : FILING[status];

/** The state of a carrier's own review of a template. */
export const carrierAuditOf = (status: CarrierAudit['status']): Words =>
  status === 'lapsed' ? { en: 'lapsed', zh: '已失效' } : reviewOf(status);

const CARRIERS: Readonly<Record<string, Words>> = {
  mobile: { en: 'China Mobile', zh: '中国移动' },
  unicom: { en: 'China Unicom', zh: '中国联通' },
  telecom: { en: 'China Telecom', zh: '中国电信' },
};

export const carrierName = ({ carrier = '?' }: Pick<Filing, 'carrier'>): Words =>
  CARRIERS[carrier] ?? { en: carrier, zh: carrier };
