import { explainApiCode } from 'aliyun-sms-client';
import { chinaDateTime } from '../time/china-time.ts';
import type { Message } from '../messages/message.ts';
import { chinaSiteNumber } from '../number-forms.ts';
import type { ReviewState } from '../accounts/review-state.ts';
import type { SignName, Template } from '../accounts/seed.ts';

// Each function returns one item of a push, which is always a JSON list.

/** Source: https://help.aliyun.com/document_detail/101867.html */
export function smsReport(message: Message): object {
  const { errCode = '', status, outId } = message;
  return {
    phone_number: chinaSiteNumber(message.to),
    send_time: chinaTime(message.acceptedAt),
    report_time: chinaTime(message.reportedAt),
    success: status === 'delivered',
    err_code: errCode,
    err_msg: status === 'delivered' ? '用户接收成功' : explainApiCode(errCode, 'zh').cause,
    sms_size: String(message.segments),
    biz_id: message.bizId,
    ...(outId === undefined ? {} : { out_id: outId }),
  };
}

/** Source: https://help.aliyun.com/zh/sms/smsreport-http-intl */
export function internationalReport(message: Message): object {
  const { errCode = '', status, outId } = message;
  return {
    To: message.to.slice(1),
    SendDate: chinaTime(message.acceptedAt),
    ReceiveDate: chinaTime(message.reportedAt),
    Status: status === 'delivered' ? '1' : '2',
    ErrorCode: errCode,
    ErrorDescription: status === 'delivered' ? 'success' : explainApiCode(errCode, 'en').cause,
    ...(outId === undefined ? {} : { TaskId: outId }),
    SmsSize: String(message.segments),
    MessageId: message.bizId,
  };
}

/**
 * Source: https://help.aliyun.com/document_detail/120998.html
 * Unverified: the Chinese texts, and that the order id is a string.
 */
export function signSmsReport(record: SignName): object {
  return {
    sign_name: record.signName,
    sign_status: PUSHED_STATES[record.status],
    sign_scene: record.scene === 'verification' ? '验证码' : '通用',
    sign_source: SIGN_SOURCES[record.source] ?? '',
    ...reviewed(record),
  };
}

/**
 * Source: https://help.aliyun.com/document_detail/120999.htm
 * Unverified: the Chinese texts except 验证码, and that the order id is a string.
 */
export function templateSmsReport(record: Template): object {
  return {
    template_code: record.templateCode,
    template_name: record.name,
    template_type: TEMPLATE_TYPES[record.type],
    template_content: record.content,
    template_status: PUSHED_STATES[record.status],
    ...reviewed(record),
  };
}

/** Names of the `SignSource` numbers. */
export const SIGN_SOURCES = [
  '企事业单位的全称或简称',
  '工信部备案网站的全称或简称',
  'App应用的全称或简称',
  '公众号或小程序的全称或简称',
  '电商平台店铺名的全称或简称',
  '已注册商标名称',
] as const;

const TEMPLATE_TYPES = ['验证码', '短信通知', '推广短信', '国际/港澳台短信'] as const;

/** Unverified: that new applications are pushed too, as `approving`; the state itself is documented. */
const PUSHED_STATES: Readonly<Record<ReviewState, string>> = {
  reviewing: 'approving',
  approved: 'approved',
  rejected: 'rejected',
  cancelled: 'cancelled',
};

function reviewed({ reason, remark, orderId, createdAt }: SignName | Template): object {
  return { reason: reason ?? '', remark, orderId, create_date: chinaTime(createdAt) };
}

function chinaTime(iso: string | undefined): string {
  return iso === undefined ? '' : chinaDateTime(Date.parse(iso));
}
