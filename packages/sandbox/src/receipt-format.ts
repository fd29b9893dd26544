import { explainApiCode, parsePhoneNumber } from 'aliyun-sms-client';
import { chinaDateTime } from './china-time.ts';
import type { Message } from './message-store.ts';

/** Which site's shape. */
export type ReportFormat = 'china' | 'international';

/** The body of one push: a JSON list, always. */
export function reportBody(format: ReportFormat, messages: readonly Message[]): string {
  const item = format === 'china' ? chinaReport : internationalReport;
  return JSON.stringify(messages.map(item));
}

/** `SmsReport`. Source: https://help.aliyun.com/document_detail/101867.html */
function chinaReport(message: Message): object {
  const { errCode = '', status, outId } = message;
  const number = parsePhoneNumber(message.to);
  return {
    phone_number: number?.region === 'mainland' ? number.national : number?.msisdn,
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
function internationalReport(message: Message): object {
  const { errCode = '', status } = message;
  return {
    To: message.to.slice(1),
    SendDate: chinaTime(message.acceptedAt),
    ReceiveDate: chinaTime(message.reportedAt),
    Status: status === 'delivered' ? '1' : '2',
    ErrorCode: errCode,
    ErrorDescription: status === 'delivered' ? 'success' : explainApiCode(errCode, 'en').cause,
    SmsSize: String(message.segments),
    MessageId: message.bizId,
  };
}

function chinaTime(iso: string | undefined): string {
  return iso === undefined ? '' : chinaDateTime(Date.parse(iso));
}
