import type { Words } from 'aliyun-sms-client';

/** A number that always has the same outcome. */
export interface MagicNumber {
  /** E.164. */
  readonly number: string;
  /** Every send to it is refused with this code. */
  readonly apiCode?: string;
  /** Every send is accepted and reported as `DELIVERED` or with this error code; `null`: no report. */
  readonly errCode?: string | null;
  /** From acceptance to the report, in milliseconds; default: the usual delay. */
  readonly delayMs?: number;
  readonly meaning: Words;
}

/**
 * Mainland: numbers starting with 154 0000. No carrier uses 154, and they are not valid +1 numbers.
 * Overseas: +1 202 555 01xx, which North America reserves for fiction.
 */
const MAINLAND = '+8615400000';
const OVERSEAS = '+120255501';

type Row = readonly [suffix: string, code: string, en: string, zh: string];

const REFUSALS: readonly Row[] = [
  ['001', 'isv.BUSINESS_LIMIT_CONTROL', 'too many messages to this number', '触发号码流控'],
  ['002', 'isv.MOBILE_NUMBER_ILLEGAL', 'not a mobile number', '手机号码格式错误'],
  ['003', 'isv.BLACK_KEY_CONTROL_LIMIT', 'number on a blacklist', '号码在黑名单中'],
  ['004', 'isv.CUSTOMER_REFUSED', 'user unsubscribed', '用户已退订'],
  ['005', 'isv.AMOUNT_NOT_ENOUGH', 'balance too low', '账户余额不足'],
  ['006', 'isv.OUT_OF_SERVICE', 'account in arrears', '账户欠费停机'],
  ['007', 'isv.DAY_LIMIT_CONTROL', "account's daily cap reached", '触发账号日限额'],
  ['008', 'isv.MONTH_LIMIT_CONTROL', "account's monthly cap reached", '触发账号月限额'],
  ['009', 'isv.SMS_SIGNATURE_ILLEGAL', 'signature not usable', '签名不可用'],
  ['010', 'isv.SMS_TEMPLATE_ILLEGAL', 'template not usable', '模板不可用'],
  ['011', 'isv.SMS_CONTENT_ILLEGAL', 'content not allowed', '短信内容违规'],
  ['012', 'isv.PRODUCT_UNSUBSCRIBE', 'service not activated', '产品未开通'],
  ['013', 'isv.ACCOUNT_ABNORMAL', 'account abnormal', '账户异常'],
  ['014', 'isv.SECURITY_FROZEN_ACCOUNT', 'account frozen', '账号被安全冻结'],
  ['015', 'isv.DENY_IP_RANGE', "caller's IP address blocked", '来源 IP 地址被禁用'],
  ['016', 'isp.RAM_PERMISSION_DENY', 'key lacks the permission', '没有访问权限'],
  ['017', 'isp.SYSTEM_ERROR', 'system error, outcome unknown', '系统错误，结果未知'],
  ['018', 'isp.GATEWAY_ERROR', 'gateway error, outcome unknown', '网关错误，结果未知'],
  ['019', 'Throttling.User', 'too many calls per second', '调用频率超限'],
  ['020', 'ServiceUnavailable', 'HTTP 503', '服务不可用（HTTP 503）'],
];

const FAILURES: readonly Row[] = [
  ['101', 'MOBILE_NOT_ON_SERVICE', 'off, out of coverage or suspended', '关机、停机或不在服务区'],
  ['102', 'INVALID_NUMBER', 'number does not exist', '号码状态异常'],
  ['103', 'MOBILE_SEND_LIMIT', "carrier's limit for the number", '单个号码发送频率受限'],
  ['104', 'MOBILE_ACCOUNT_ABNORMAL', 'user in arrears or ported', '用户账户异常'],
  ['105', 'MOBILE_IN_BLACK', "on the carrier's blacklist", '运营商黑名单'],
  ['106', 'MOBLLE_TERMINAL_ERROR', 'phone full or faulty', '手机终端问题'],
  ['107', 'USER_REJECT', 'user unsubscribed', '用户已退订'],
  ['108', 'SP_UNKNOWN_ERROR', "carrier's unknown error", '运营商未知错误'],
  ['109', 'CONTENT_KEYWORD', "carrier's keyword filter", '内容关键字拦截'],
  ['110', 'NO_ROUTE', 'no channel for this content', '无可用通道'],
  ['111', 'IS_CLOSE', 'channel shut down', '通道被关停'],
  ['112', 'PARAMS_ILLEGAL', 'invalid signature, text or number', '参数错误'],
  ['113', 'PORT_NOT_REGISTERED', 'signature not filed with the carrier', '端口未实名报备'],
  ['114', 'REQUEST_SUCCESS', 'no report from the carrier', '运营商未返回回执'],
];

/** Every magic number. Messages to all other numbers are delivered within a few seconds. */
export const MAGIC_NUMBERS: readonly MagicNumber[] = [
  ...REFUSALS.map(refused(MAINLAND)),
  ...FAILURES.map(reported(MAINLAND)),
  {
    number: `${MAINLAND}201`,
    errCode: null,
    meaning: { en: 'accepted, no report', zh: '已受理，始终无回执' },
  },
  {
    number: `${MAINLAND}202`,
    errCode: 'DELIVERED',
    delayMs: 60_000,
    meaning: { en: 'delivered after a minute', zh: '一分钟后送达' },
  },
  ...REFUSALS.filter(([suffix]) => ['003', '005', '017', '019', '020'].includes(suffix))
    .map(([suffix, ...rest]): Row => [suffix.slice(1), ...rest])
    .map(refused(OVERSEAS)),
  ...FAILURES.filter(([suffix]) => ['101', '102'].includes(suffix))
    .map(([suffix, ...rest]): Row => [`5${suffix.slice(2)}`, ...rest])
    .map(reported(OVERSEAS)),
  reported(OVERSEAS)([
    '53',
    'SP_NOT_BY_INTER_SMS',
    'international SMS not enabled',
    '用户未开通国际短信',
  ]),
];

const BY_NUMBER: ReadonlyMap<string, MagicNumber> = new Map(
  MAGIC_NUMBERS.map((magic) => [magic.number, magic]),
);

/** The magic number with this E.164 number, if it is one. */
export function magicNumber(e164: string): MagicNumber | undefined {
  return BY_NUMBER.get(e164);
}

function refused(prefix: string): (row: Row) => MagicNumber {
  return ([suffix, apiCode, en, zh]) => ({
    number: prefix + suffix,
    apiCode,
    meaning: { en: `refused: ${en}`, zh: `拒绝：${zh}` },
  });
}

function reported(prefix: string): (row: Row) => MagicNumber {
  return ([suffix, errCode, en, zh]) => ({
    number: prefix + suffix,
    errCode,
    meaning: { en: `not delivered: ${en}`, zh: `未送达：${zh}` },
  });
}
