import { isVerification, type TemplateParam } from '../rules/template-param.ts';
import type { Template } from '../accounts/seed.ts';

/** 4 to 8 letters and digits, a digit among them, on their own. */
const CODE = /(?<![A-Za-z0-9])(?=[A-Za-z]*\d)[A-Za-z0-9]{4,8}(?![A-Za-z0-9])/;
const DIGITS = /(?<!\d)\d{4,8}(?!\d)/;
const MENTION = /验证码|校验码|注册码|动态码|驗證碼|\b(?:code|OTP|PIN|password)\b/i;

/** The verification code that a template message carries. */
export function codeInTemplate(template: Template, param: TemplateParam): string | null {
  if (!isVerification(template)) {
    return null;
  }
  return param['code'] ?? Object.values(param)[0] ?? null;
}

/** The verification code in a free text: digits, else letters and digits, near a word for it. */
export function codeInText(text: string): string | null {
  if (!MENTION.test(text)) {
    return null;
  }
  return (DIGITS.exec(text) ?? CODE.exec(text))?.[0] ?? null;
}
