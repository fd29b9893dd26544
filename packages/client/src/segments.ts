import type { Region } from './phone-number.ts';

/** Characters in a text of one part, and in each part of a longer one. */
const MAINLAND = { single: 70, part: 67 };
const GSM_7 = { single: 160, part: 153 };
const UCS_2 = { single: 70, part: 67 };

const GSM_7_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_7_EXTENSION = '\f^{}\\[~]|€';

/** Characters of GSM 03.38 with the septets each takes. */
const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...Array.from(GSM_7_BASIC, (character): [string, number] => [character, 1]),
  ...Array.from(GSM_7_EXTENSION, (character): [string, number] => [character, 2]),
]);

/**
 * A text as the phone shows it, with the sign name in front: in 【】 on the mainland, in `[]` overseas,
 * where 【】 would be outside GSM 03.38.
 * Source: https://help.aliyun.com/document_detail/44335.htm
 */
export function textWithSignName(signName: string, text: string, region: Region): string {
  return region === 'mainland' ? `【${signName}】${text}` : `[${signName}]${text}`;
}

/**
 * Number of billed parts of one SMS, at least 1.
 *
 * `text` is the text as the phone shows it, see {@link textWithSignName}. Mainland: every UTF-16 unit
 * counts as 1; up to 70 are one part, longer texts have 67 per part. Overseas: text within GSM 03.38
 * has 160 and 153 (characters of its extension table count as 2); any other text 70 and 67. Aliyun
 * refuses texts above 500 characters; they are counted nevertheless.
 * Source: https://help.aliyun.com/zh/sms/product-overview/sms-frequency-limit
 */
export function countSegments(text: string, region: Region): number {
  if (region === 'mainland') {
    return parts(text.length, MAINLAND);
  }
  const septets = countSeptets(text);
  return septets === undefined ? parts(text.length, UCS_2) : parts(septets, GSM_7);
}

function parts(length: number, limit: { readonly single: number; readonly part: number }): number {
  return length <= limit.single ? 1 : Math.ceil(length / limit.part);
}

/** `undefined` if a character is outside GSM 03.38. */
function countSeptets(text: string): number | undefined {
  let septets = 0;
  for (const character of text) {
    const width = SEPTETS.get(character);
    if (width === undefined) {
      return undefined;
    }
    septets += width;
  }
  return septets;
}
