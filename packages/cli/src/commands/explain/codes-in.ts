import { explainApiCode } from 'aliyun-sms-client';
import { bookCode } from './nearest-codes.ts';

/** Messages of Aliyun that say what is wrong without its code, as logs and consoles show them. */
const KNOWN_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/触发(分钟|小时|天)级流控|trigger.*flow control/i, 'isv.BUSINESS_LIMIT_CONTROL'],
  [/specified signature does not match|签名不匹配/i, 'SignatureDoesNotMatch'],
  [/specified access key is not found/i, 'InvalidAccessKeyId.NotFound'],
  [/timestamp.*expired/i, 'InvalidTimeStamp.Expired'],
  [/not authorized to perform/i, 'isp.RAM_PERMISSION_DENY'],
];

/** Every code in a text that the book has; else those of its wording; else the text as it is. A word
 *  alone is a code in any letter case; in a sentence, `expired` is a word. */
export function codesIn(text: string): readonly string[] {
  const alone = bookCode(text.trim());
  if (alone !== undefined) return [alone];
  const words = text.match(/[A-Za-z][A-Za-z0-9_.:]+[A-Za-z0-9]/g) ?? [];
  const known = words.filter((word) => explainApiCode(word).known);
  if (known.length > 0) return [...new Set(known)];
  const meant = KNOWN_TEXTS.filter(([wording]) => wording.test(text)).map(([, code]) => code);
  return meant.length > 0 ? meant : [text.trim()];
}
