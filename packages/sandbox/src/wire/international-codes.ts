import type { SandboxSettings } from '../accounts/seed.ts';

/** A word in the message about a per-number limit, and its suffix in the codes of the older pages. */
const LIMITS: readonly (readonly [word: string, suffix: string])[] = [
  ['分钟', '_MINUTE'],
  ['小时', '_HOUR'],
  ['天', '_DAY'],
];

/**
 * A code as the international site writes it: without prefix or, in the style of its older pages, with
 * prefix and with separate codes for per-number limits.
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
