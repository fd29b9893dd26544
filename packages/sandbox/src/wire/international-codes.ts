import type { SandboxSettings } from '../accounts/seed.ts';

/** The words of a per-number limit's message, and what the older pages call it. */
const LIMITS: readonly (readonly [word: string, suffix: string])[] = [
  ['分钟', '_MINUTE'],
  ['小时', '_HOUR'],
  ['天', '_DAY'],
];

/**
 * A code as the international site writes it: without its prefix, or as its older pages list it, with
 * the prefix and per-number limits told apart.
 * Source: https://help.aliyun.com/zh/sms/error-code-intl
 */
export function internationalCode(
  code: string,
  message: string,
  style: SandboxSettings['internationalCodes'],
): string {
  if (style === 'bare') {
    return code.replace(/^is[vp]\./, '');
  }
  const [, suffix = ''] = LIMITS.find(([word]) => message.includes(word)) ?? [];
  return code === 'isv.BUSINESS_LIMIT_CONTROL' ? code + suffix : code;
}
