import type { Probe, Wire } from '../probe.ts';

/** A query without its parameters: if its signature is accepted, it is refused and has no effect. */
const EMPTY_QUERY = { Action: 'QuerySendDetails' };

type Row = readonly [
  en: string,
  zh: string,
  wire?: Wire,
  request?: Readonly<Record<string, string>>,
];

const ROWS: readonly Row[] = [
  ['no access key', '没有 AccessKeyId', { without: ['AccessKeyId'] }],
  ['an unknown access key', '不存在的 AccessKeyId', {}, { AccessKeyId: 'no-such-key' }],
  ['an unknown temporary key', '不存在的临时 AccessKeyId', {}, { AccessKeyId: 'STS.NoSuchKey' }],
  ['the wrong secret, V1', 'V1 签名使用错误的密钥', { spoilt: 'secret' }],
  [
    'the wrong secret, V1 with GET',
    '以 GET 方式、V1 签名使用错误的密钥',
    { method: 'GET', spoilt: 'secret' },
  ],
  ['the wrong secret, V3', 'V3 签名使用错误的密钥', { scheme: 'V3', spoilt: 'secret' }],
  ['no signature', '没有 Signature', { without: ['Signature'] }],
  ['no signature method', '没有 SignatureMethod', { without: ['SignatureMethod'] }],
  ['an unknown signature method', '不支持的签名方法', {}, { SignatureMethod: 'HMAC-MD5' }],
  ['an unknown signature version', '不支持的签名版本', {}, { SignatureVersion: '9.0' }],
  ['no nonce', '没有 SignatureNonce', { without: ['SignatureNonce'] }],
  ['no nonce, V3', 'V3 没有 nonce', { scheme: 'V3', without: ['x-acs-signature-nonce'] }],
  ['the same bytes twice', '同一请求原样重发', { twice: 'same' }],
  ['no timestamp', '没有 Timestamp', { without: ['Timestamp'] }],
  ['a timestamp without a zone', '时间戳没有时区', {}, { Timestamp: '2026-01-02 03:04:05' }],
  ['20 minutes late', '时间戳晚 20 分钟', { minutes: -20 }],
  ['20 minutes early', '时间戳早 20 分钟', { minutes: 20 }],
  ['40 minutes late', '时间戳晚 40 分钟', { minutes: -40 }],
  [
    'a malformed Authorization header, V3',
    'V3 的 Authorization 格式不对',
    { scheme: 'V3', spoilt: 'form' },
  ],
  [
    'the hash of another body, V3',
    'V3 的请求体摘要不符',
    { scheme: 'V3', form: true, spoilt: 'body' },
  ],
];

const others: readonly Probe[] = [
  {
    what: { en: 'no action', zh: '没有 Action' },
    product: 'sms',
    request: {},
  },
  {
    what: { en: 'an unknown action', zh: '不存在的 Action' },
    product: 'sms',
    request: { Action: 'SendSmsNoSuchAction' },
  },
  {
    what: { en: 'no version', zh: '没有 Version' },
    product: 'sms',
    request: EMPTY_QUERY,
    wire: { without: ['Version'] },
  },
  {
    what: { en: 'an unknown version', zh: '不存在的 Version' },
    product: 'sms',
    request: { ...EMPTY_QUERY, Version: '2001-01-01' },
  },
  {
    what: { en: 'an unsupported HTTP method', zh: '不支持的 HTTP 方法' },
    product: 'sms',
    request: EMPTY_QUERY,
    wire: { method: 'PUT' },
  },
  {
    what: { en: 'no format', zh: '没有 Format' },
    product: 'sms',
    request: EMPTY_QUERY,
    wire: { without: ['Format'] },
  },
];

/** Checks of Aliyun's API gateway: who calls, and in what form. */
export const SIGNATURE_PROBES: readonly Probe[] = [
  ...ROWS.map(([en, zh, wire, request]) => ({
    what: { en, zh },
    product: 'sms' as const,
    request: { ...EMPTY_QUERY, ...request },
    wire,
  })),
  ...others,
];
