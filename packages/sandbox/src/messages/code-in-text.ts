import { CODE_WORD, PURPOSE, withoutOtherCodes } from './code-words.ts';

/** A part of the text that may be the code. */
interface Candidate {
  /** Without hyphen or space, as a person types it. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** `123-456`, `123 456`; 4 to 8 digits; 4 to 8 letters and digits with at least one digit. */
const CANDIDATE =
  /(?<![\p{L}\d]|\d[-.,:/ ])\d{3}[- ]\d{3}(?![\p{L}\d]|[-.,:/ ]\d)|(?<![A-Za-z\d]|\d[-.,:/])(?=[A-Za-z]*\d)[A-Za-z\d]{4,8}(?![A-Za-z\d]|[-.:/]\d|,\d{3}(?!\d))/gu;

/** Text directly before a code. */
const CONNECTOR =
  /(?:[:：=]|(?<!\p{L})(?:is|are|es|est|é|è|ist|lautet|jest|use|enter|type|usa|utilice|ingrese|saisissez|entrez|digite|введите|là|adalah|ialah)|—|–|->|输入|輸入|是|为|為|は|이|는|คือ|هو|है)[\s"'“«「[(（【]*$/iu;
/** Text directly after a code that precedes its word. */
const BEHIND = /^[\s"'”»」\])）】]*(?:is|are|es|est|é|è|ist|は|가|이|是|为|為|это)(?!\p{L}{4})/iu;
/** Text that marks a number as something else: an order, card, phone number or amount. */
const OTHER_BEFORE =
  /(?:order|invoice|booking|ref(?:erence)?|ticket|account|card|ending(?: in| with)?|no\.?|nr\.?|room|tel|call|phone|id|#|[*xX•]{2,}|[¥€$£]|尾号|尾號|订单号?|訂單|单号|客服|热线|电话|工号|房间|注文番号|주문번호|заказ[а-я]*|pedido|commande|bestellung)[\s:：#（(]*$/iu;
const OTHER_BEHIND =
  /^\s?(?:min|hour|hr|sec|day|year|minut|%|元|块|分钟|分鐘|小时|秒|天|年|条|号|円|分|時間|원|분|руб|мин|eur|usd|cny|rmb|€)/iu;
/** Full-width characters of Japanese and Chinese keyboards. */
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ]/g;
const MASKED = /^[xX*]{2,}/;
/** How many characters on either side are considered. */
const AROUND = 60;
const NOTHING_BETWEEN = /^[\s[(（【「"“]*$/u;
const YEAR = /^(?:19|20)\d\d$/;

/** The verification code in a free text; `null` if there is none. */
export function codeInText(text: string): string | null {
  const plain = withoutOtherCodes(
    text.replaceAll(FULL_WIDTH, (character) => character.normalize('NFKC')),
  );
  const words = spans(plain, CODE_WORD);
  const near = words.length > 0 ? words : spans(plain, PURPOSE);
  if (near.length === 0) {
    return null;
  }
  let best: { readonly code: string; readonly score: number } | undefined;
  for (const candidate of candidates(plain)) {
    const score = scoreOf(candidate, plain, near);
    if (score > 0 && score > (best?.score ?? 0)) {
      best = { code: candidate.code, score };
    }
  }
  return best?.code ?? null;
}

function candidates(text: string): readonly Candidate[] {
  return [...text.matchAll(CANDIDATE)].map(({ 0: found, index }) => ({
    code: found.replace(/[- ]/, ''),
    start: index,
    end: index + found.length,
  }));
}

function spans(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** The candidate with the highest score above 0 is the code. The weights were found by trial. */
function scoreOf({ code, start, end }: Candidate, text: string, near: readonly Span[]): number {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const behind = text.slice(end, end + AROUND);
  const distance = Math.min(...near.map((span) => gap(span, start, end)));
  const isOther = OTHER_BEFORE.test(before) || OTHER_BEHIND.test(behind) || MASKED.test(code);
  return (
    50 +
    shape(code) +
    attachment(before, behind, near, start, end) -
    Math.min(distance, 60) / 2 -
    (isOther ? 120 : 0) -
    (YEAR.test(code) ? 35 : 0) -
    (isAside(before, behind) ? 25 : 0)
  );
}

/** Six digits before other lengths, digits before letters. */
function shape(code: string): number {
  if (/^\d{6}$/.test(code)) {
    return 30;
  }
  return /^\d+$/.test(code) ? 10 : code.length === 6 ? 8 : 0;
}

/** For "code is …", "code: …", "… is your code" and, lower, "code …". */
function attachment(
  before: string,
  behind: string,
  near: readonly Span[],
  start: number,
  end: number,
): number {
  const connector = CONNECTOR.exec(before);
  if (connector !== null) {
    const at = start - before.length + connector.index;
    const follows = near.some((span) => span.end <= start && at - span.end <= 1);
    return follows ? 100 : 40;
  }
  if (NOTHING_BETWEEN.test(wordBefore(before, near, start))) {
    return 50;
  }
  const isBehind =
    BEHIND.test(behind) && near.some((span) => span.start >= end && span.start - end < 30);
  return isBehind ? 60 : 0;
}

/** The text between a word for "code" and the candidate after it. */
function wordBefore(before: string, near: readonly Span[], start: number): string {
  const last = near.findLast((span) => span.end <= start);
  const distance = last === undefined ? Infinity : start - last.end;
  return distance > before.length ? 'far' : before.slice(before.length - distance);
}

function gap(span: Span, start: number, end: number): number {
  return span.end <= start ? start - span.end : Math.max(0, span.start - end);
}

/** In parentheses together with other words: "(75001 Paris)". */
function isAside(before: string, behind: string): boolean {
  const open = /[(（][^()（）]*$/u.exec(before);
  const close = /^[^()（）]*[)）]/u.exec(behind);
  return open !== null && close !== null && (open[0].length > 1 || close[0].length > 1);
}
