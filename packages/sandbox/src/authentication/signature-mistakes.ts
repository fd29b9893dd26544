import { canonicalQuery, percentEncode, type Parameters } from 'aliyun-sms-client';
import type { SignatureDiagnosis } from '../requests/request-log.ts';

type Explanation = SignatureDiagnosis['explanation'];

/** The known mistakes with their explanations. */
export const MISTAKES = {
  otherSecret: matchesIf(
    'the secret of another registered access key is used',
    '使用的是另一个已登记 AccessKey 的密钥',
  ),
  blankInSecret: matchesIf(
    'the secret has whitespace before or after it, for example from reading it from a file',
    '密钥前后多了空格或换行（例如从文件读取时）',
  ),
  missingAmpersand: matchesIf(
    'the HMAC key is the secret alone; V1 requires a trailing `&`',
    'HMAC 的密钥缺少末尾的“&”（V1 需要）',
  ),
  extraAmpersand: matchesIf(
    'the HMAC key ends in `&`; V3 requires the secret alone',
    'HMAC 的密钥多了末尾的“&”（V3 不需要）',
  ),
  otherAlgorithm: matchesIf(
    'the HMAC algorithm differs from the declared one: V1 declares HMAC-SHA1, V3 HMAC-SHA256',
    '实际使用的 HMAC 算法与声明的不符（V1 为 HMAC-SHA1，V3 为 HMAC-SHA256）',
  ),
  declaredMethod: {
    en: 'Your signature uses HMAC-SHA1, as V1 requires, but SignatureMethod declares another method.',
    zh: '您的签名由 HMAC-SHA1 算出（符合 V1 要求），但 SignatureMethod 声明了另一种算法。',
  },
  plusNotEncoded: matchesIf(
    'a `+` is sent unencoded: it arrives as a space and must be sent as `%2B`',
    '“+”未经编码就发送，收到时变成了空格；应发送“%2B”',
  ),
  sentEncodedTwice: matchesIf(
    'the sent parameters are encoded twice: `%` arrives as `%25`',
    '发送的内容被编码了两次（“%”变成“%25”）',
  ),
  plusForSpace: matchesIf(
    'a space is encoded as `+`; it must be `%20`',
    '空格被编码为“+”，应为“%20”',
  ),
  plusInSignedText: matchesIf(
    'a `+` is not encoded in the signed text; it must be `%2B`',
    '待签名内容中的“+”未被编码，应为“%2B”',
  ),
  encodedTilde: matchesIf(
    '`~` is encoded as `%7E`; it must not be encoded',
    '“~”被编码为“%7E”，应保持原样',
  ),
  incompleteEncoding: matchesIf(
    "`! ' ( ) *` are not encoded; they must be",
    "字符 ! ' ( ) * 未被编码",
  ),
  formEncoding: matchesIf(
    'names and values are form-encoded: `+` for a space, `*` unencoded, `%7E` for `~`',
    '参数按表单规则编码（空格为“+”、“*”未编码、“~”为“%7E”）',
  ),
  lowerCaseEncoding: matchesIf(
    'percent-encoding has lower-case hex digits; they must be upper case',
    '百分号编码使用了小写字母，应为大写',
  ),
  doubleEncoding: matchesIf(
    'names and values are encoded twice in the signed text',
    '待签名内容中的参数被编码了两次',
  ),
  noEncoding: matchesIf('names and values are not encoded', '参数未被编码'),
  unsorted: matchesIf('parameters are not sorted by name', '参数未按名称排序'),
  sortedPairs: matchesIf(
    'the `name=value` pairs are sorted; only the names must be',
    '按“名称=值”整体排序，应只按名称排序',
  ),
  wrongMethod: matchesIf(
    'another HTTP method is signed than the one used',
    '签名使用的 HTTP 方法与实际不符',
  ),
  wrongHost: matchesIf(
    'another host is signed than the one called',
    '签名使用的 host 与实际请求的不符',
  ),
  wrongDate: matchesIf(
    'the signed date differs from the sent one by a few seconds',
    '签名使用的时间与发送的时间相差数秒',
  ),
  formInQuery: matchesIf(
    'the parameters of the form are signed as part of the query',
    '表单参数被当作查询参数签名',
  ),
  wrongBodyHash: matchesIf(
    'the stated or signed hash is that of another body',
    '声明或签名的请求体哈希与实际请求体不符',
  ),
  wrongOutput: matchesIf(
    'the signature is in another output format: V1 requires Base64, V3 lower-case hexadecimal',
    '签名的输出格式不符（V1 为 Base64，V3 为小写十六进制）',
  ),
} as const satisfies Record<string, Explanation>;

export type Mistake = keyof typeof MISTAKES;

/**
 * The canonical query with each mistake in it. For requests with few special characters two mistakes can
 * lead to the same text: only the first is reported, so the more specific one comes first.
 */
export const QUERY_MISTAKES: readonly (readonly [Mistake, (parameters: Parameters) => string])[] = [
  ['plusForSpace', replaced('%20', '+')],
  ['plusInSignedText', replaced('%2B', '+')],
  ['encodedTilde', replaced('~', '%7E')],
  ['incompleteEncoding', (parameters) => join(sorted(parameters), parameters, encodeLoosely)],
  ['formEncoding', (parameters) => join(sorted(parameters), parameters, encodeAsForm)],
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

function matchesIf(en: string, zh: string): Explanation {
  return { en: `Your signature matches if ${en}.`, zh: `若${zh}，则与您的签名一致。` };
}

function replaced(correct: string, wrong: string): (parameters: Parameters) => string {
  return (parameters) => canonicalQuery(parameters).replaceAll(correct, wrong);
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

function encodeAsForm(text: string): string {
  return percentEncode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');
}
