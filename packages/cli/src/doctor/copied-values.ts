import { fieldName } from 'aliyun-sms-sender';
import type { Words } from '../language.ts';
import type { Settings } from '../logto/settings-file.ts';
import { problem, warning, type Finding } from './finding.ts';

/** Settings that Aliyun knows letter by letter: no blank and no unseen sign belongs into one. */
const EXACT = new Set([
  'accessKeyId',
  'accessKeySecret',
  'endpoint',
  'signName',
  'signNames',
  'templateCode',
]);

/** What copying from a web page brings along, and nobody sees. */
export const copiedValues = (stored: Settings): readonly Finding[] =>
  exactTexts(stored, [], false).flatMap(({ path, text }) => {
    const inner = text.replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '');
    const within = /[\s\p{Cf}]/u.exec(inner)?.[0];
    if (within !== undefined) return [inside(fieldName(path), within)];
    const around = /[\s\p{Cf}]/u.exec(text)?.[0];
    return around === undefined ? [] : [atTheEdge(fieldName(path), around)];
  });

type Path = (string | number)[];

function exactTexts(
  value: unknown,
  path: Path,
  isExact: boolean,
): readonly { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return isExact ? [{ path, text: value }] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => exactTexts(item, [...path, at], isExact));
  }
  return Object.entries(Object(value)).flatMap(([key, item]) =>
    exactTexts(item, [...path, key], isExact || EXACT.has(key)),
  );
}

/** The value itself is not shown: it may be a secret, and what is wrong cannot be seen. */
const nameOf = (sign: string): Words => {
  const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /\s/.test(sign)
    ? { en: `a blank (U+${code})`, zh: `空白（U+${code}）` }
    : { en: `an invisible character (U+${code})`, zh: `不可见字符（U+${code}）` };
};

const inside = (field: string, sign: string): Finding =>
  problem(
    'settings.characters',
    {
      en: `${field} has ${nameOf(sign).en} inside: Aliyun knows no such value`,
      zh: `${field} 中间含有${nameOf(sign).zh}：阿里云没有这个值`,
    },
    { en: 'Type it anew instead of copying it.', zh: '请手动重新输入，不要复制。' },
  );

const atTheEdge = (field: string, sign: string): Finding =>
  warning(
    'settings.characters',
    {
      en: `${field} has ${nameOf(sign).en} before or behind it, which the connector drops`,
      zh: `${field} 前后含有${nameOf(sign).zh}，连接器会忽略它`,
    },
    { en: 'Take it out: other programs may not.', zh: '请删除：其他程序可能不会忽略。' },
  );
