import { explainApiCode } from 'aliyun-sms-client';
import { bookCode } from './nearest-codes.ts';

/** Aliyun's messages for some codes, as logs and consoles show them without the code. */
const KNOWN_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/触发(分钟|小时|天)级流控|trigger.*flow control/i, 'isv.BUSINESS_LIMIT_CONTROL'],
  [/specified signature does not match|签名不匹配/i, 'SignatureDoesNotMatch'],
  [/specified access key is not found/i, 'InvalidAccessKeyId.NotFound'],
  [/timestamp.*expired/i, 'InvalidTimeStamp.Expired'],
  [/not authorized to perform/i, 'isp.RAM_PERMISSION_DENY'],
];

/** Every known code in a text; else the codes of known messages; else the text itself. A single word is
 *  a code in any letter case, but within a sentence `expired` is just a word. */
export function codesIn(text: string): readonly string[] {
  const alone = bookCode(text.trim());
  if (alone !== undefined) return [alone];
  const words = text.match(/[A-Za-z][A-Za-z0-9_.:]+[A-Za-z0-9]/g) ?? [];
  const known = words.filter((word) => explainApiCode(word).known);
  if (known.length > 0) return [...new Set(known)];
  const meant = KNOWN_TEXTS.filter(([wording]) => wording.test(text)).map(([, code]) => code);
  return meant.length > 0 ? meant : [text.trim()];
}
