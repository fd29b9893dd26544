import { isVerification, type TemplateParam } from '../rules/template-param.ts';
import type { Template } from '../accounts/seed.ts';
import { CODE_WORD } from './code-words.ts';

/** Common names of the variable for the code. */
const NAME = /^(?:.*_)?(?:(?:\w*)code|otp|pin|captcha|passcode|password|pwd|yzm|token|verif\w*)$/i;
const SHAPE = /^(?=[A-Za-z]*\d)[A-Za-z\d]{4,8}$/;

/**
 * The code in a template message: the value of its variable. The text is not searched, so that a number
 * in a brand name is never mistaken for the code.
 */
export function codeInTemplate(template: Template, param: TemplateParam): string | null {
  if (!isVerification(template) && template.content.search(CODE_WORD) === -1) {
    return null;
  }
  const entries = Object.entries(param);
  const named = entries.find(([name, value]) => NAME.test(name) && value !== '');
  const shaped = entries.filter(([, value]) => SHAPE.test(value));
  const [only] = isVerification(template) && entries.length === 1 ? entries : [];
  const found = named ?? shaped.find(([, value]) => /^\d{6}$/.test(value)) ?? shaped[0] ?? only;
  return found?.[1] ?? null;
}
