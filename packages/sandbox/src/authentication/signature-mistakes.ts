import { canonicalQuery, percentEncode, type Parameters } from 'aliyun-sms-client';
import type { SignatureDiagnosis } from '../requests/request-log.ts';

type Explanation = SignatureDiagnosis['explanation'];

/** Names of the mistakes that are looked for, with what is said of each. */
export const MISTAKES = {
  otherSecret: explain(
    'the secret of another registered access key is used',
    '使用的是另一个已登记 AccessKey 的密钥',
  ),
  missingAmpersand: explain(
    'the key of the HMAC is the bare secret; V1 wants `&` behind it',
    'HMAC 的密钥缺少末尾的“&”（V1 需要）',
  ),
  extraAmpersand: explain(
    'the key of the HMAC ends in `&`; V3 wants the bare secret',
    'HMAC 的密钥多了末尾的“&”（V3 不需要）',
  ),
  plusForSpace: explain(
    'a blank is encoded as `+`; it must be `%20`',
    '空格被编码为“+”，应为“%20”',
  ),
  incompleteEncoding: explain(
    "`! ' ( ) *` are left as they are; they must be encoded",
    "字符 ! ' ( ) * 未被编码",
  ),
  lowerCaseEncoding: explain(
    'percent codes are in lower case; they must be in upper case',
    '百分号编码使用了小写字母，应为大写',
  ),
  doubleEncoding: explain('names and values are encoded twice', '参数被编码了两次'),
  noEncoding: explain('names and values are not encoded', '参数未被编码'),
  unsorted: explain('parameters are not sorted by name', '参数未按名称排序'),
  sortedPairs: explain(
    'the texts `name=value` are sorted; the names alone must be',
    '按“名称=值”整体排序，应只按名称排序',
  ),
  wrongMethod: explain('the other HTTP method is signed', '签名使用的 HTTP 方法与实际不符'),
  wrongHost: explain(
    'another host is signed than the one that was asked',
    '签名使用的 host 与实际请求的不符',
  ),
  wrongDate: explain(
    'a date a few seconds off the one that was sent is signed',
    '签名使用的时间与发送的时间相差数秒',
  ),
  formInQuery: explain(
    'the parameters of the form are signed as part of the query',
    '表单参数被当作查询参数签名',
  ),
  wrongBodyHash: explain(
    'the hash of an empty body is signed, or another than the stated one',
    '签名使用的请求体哈希与实际请求体不符',
  ),
  wrongOutput: explain(
    'the signature is written in hexadecimal; V1 wants base64',
    '签名以十六进制输出，V1 应为 Base64',
  ),
} as const satisfies Record<string, Explanation>;

export type Mistake = keyof typeof MISTAKES;

/** The canonical query as each mistake in it writes it. */
export const QUERY_MISTAKES: readonly (readonly [Mistake, (parameters: Parameters) => string])[] = [
  ['plusForSpace', (parameters) => canonicalQuery(parameters).replaceAll('%20', '+')],
  ['incompleteEncoding', (parameters) => join(sorted(parameters), parameters, encodeLoosely)],
  [
    'lowerCaseEncoding',
    (parameters) =>
      canonicalQuery(parameters).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ],
  [
    'doubleEncoding',
    (parameters) =>
      join(sorted(parameters), parameters, (text) => percentEncode(percentEncode(text))),
  ],
  ['noEncoding', (parameters) => join(sorted(parameters), parameters, (text) => text)],
  ['unsorted', (parameters) => join(Object.keys(parameters), parameters, percentEncode)],
  ['sortedPairs', (parameters) => canonicalQuery(parameters).split('&').toSorted().join('&')],
];

function explain(en: string, zh: string): Explanation {
  return { en: `Your signature matches if ${en}.`, zh: `若${zh}，则与您的签名一致。` };
}

function sorted(parameters: Parameters): readonly string[] {
  return Object.keys(parameters).toSorted();
}

function join(
  names: readonly string[],
  parameters: Parameters,
  encode: (text: string) => string,
): string {
  return names.map((name) => `${encode(name)}=${encode(parameters[name] ?? '')}`).join('&');
}

function encodeLoosely(text: string): string {
  return percentEncode(text).replaceAll(/%(?:21|27|28|29|2A)/g, decodeURIComponent);
}
