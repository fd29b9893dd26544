import type { Account } from './accounts.ts';
import type { SandboxClock } from './clock.ts';
import type { SandboxSettings, SignName, Template } from './seed.ts';

/** A remark with this word in it is rejected, one with the other stays in review. */
const REJECT = 'sandbox:reject';
const HOLD = 'sandbox:hold';

const VERIFICATION_WORDS = /验证码|注册码|校验码|动态码/;
const CONTACT = /https?:\/\/|www\.|\d{7,}/i;
const FILED: SignName['filing'] = { mobile: 3, unicom: 3, telecom: 3 };
const FILING: SignName['filing'] = { mobile: -1, unicom: -1, telecom: -1 };

interface ReviewContext {
  readonly clock: SandboxClock;
  readonly settings: SandboxSettings;
}

/** Has a signature in review decided after the usual time, and then filed with the carriers. */
export function awaitSignNameReview(account: Account, name: string, context: ReviewContext): void {
  const { clock, settings } = context;
  const { orderId, remark } = account.signNames.get(name) ?? { orderId: '', remark: HOLD };
  if (remark.includes(HOLD)) {
    return;
  }
  clock.schedule(clock.now() + settings.reviewMs, () => {
    if (account.signNames.get(name)?.orderId === orderId) {
      decideSignName(
        account,
        name,
        remark.includes(REJECT) ? '签名来源与资质不符' : undefined,
        context,
      );
    }
  });
}

/** Ends the review of a signature, where there is one: approved, or rejected for the reason. */
export function decideSignName(
  account: Account,
  name: string,
  reason: string | undefined,
  { clock, settings }: ReviewContext,
): void {
  if (account.signNames.get(name)?.status !== 'reviewing') {
    return;
  }
  const reviewedAt = new Date(clock.now()).toISOString();
  const filing = reason === undefined ? { filing: FILING } : {};
  change(account.signNames, name, { ...verdict(reason), reviewedAt, ...filing });
  clock.schedule(clock.now() + settings.filingMs, () => {
    if (account.signNames.get(name)?.status === 'approved') {
      change(account.signNames, name, { filing: FILED });
    }
  });
}

/** Has a template in review decided after the usual time. */
export function awaitTemplateReview(
  account: Account,
  templateCode: string,
  context: ReviewContext,
): void {
  const { clock, settings } = context;
  const template = account.templates.get(templateCode);
  if (template === undefined || template.remark.includes(HOLD)) {
    return;
  }
  clock.schedule(clock.now() + settings.reviewMs, () => {
    if (account.templates.get(templateCode)?.orderId === template.orderId) {
      decideTemplate(account, templateCode, objection(template), context);
    }
  });
}

/** Ends the review of a template, where there is one: approved, or rejected for the reason. */
export function decideTemplate(
  account: Account,
  templateCode: string,
  reason: string | undefined,
  { clock }: Pick<ReviewContext, 'clock'>,
): void {
  if (account.templates.get(templateCode)?.status !== 'reviewing') {
    return;
  }
  const reviewedAt = new Date(clock.now()).toISOString();
  change(account.templates, templateCode, { ...verdict(reason), reviewedAt });
}

/**
 * What a reviewer says against a template, by the rules for verification and promotion.
 * Source: https://help.aliyun.com/document_detail/463237.html
 */
function objection({ type, content, remark }: Template): string | undefined {
  if (remark.includes(REJECT)) {
    return '模板内容不符合规范';
  }
  if (type === 0 && !VERIFICATION_WORDS.test(content)) {
    return '验证码模板须包含“验证码”、“注册码”、“校验码”或“动态码”';
  }
  if (type === 0 && CONTACT.test(content)) {
    return '验证码模板不能包含链接或联系方式';
  }
  if (type === 0 && content.replace(/\$\{[^}]+\}/, '').length < 8) {
    return '验证码模板须说明用途、平台或有效期';
  }
  return type === 2 && !content.endsWith('拒收请回复R')
    ? '推广短信须以“拒收请回复R”结尾'
    : undefined;
}

function verdict(reason: string | undefined): Pick<SignName, 'status' | 'reason'> {
  return reason === undefined ? { status: 'approved' } : { status: 'rejected', reason };
}

function change<T>(records: Map<string, T>, key: string, by: Partial<T>): void {
  const record = records.get(key);
  if (record !== undefined) {
    records.set(key, { ...record, ...by });
  }
}
