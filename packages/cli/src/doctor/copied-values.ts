import { fieldName } from 'aliyun-sms-sender';
import type { Words } from '../language.ts';
import type { Settings } from '../logto/settings-file.ts';
import { problem, warning, type Finding } from './finding.ts';

/** Settings that must match Aliyun's records exactly, so that none contains blanks or invisible
 *  characters. */
const EXACT = new Set([
  'accessKeyId',
  'accessKeySecret',
  'endpoint',
  'signName',
  'signNames',
  'templateCode',
]);

/** Finds blanks and invisible characters, as copying from a web page adds them. */
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

/** Names the character, not the value, which may be a secret. */
const nameOf = (character: string): Words => {
  const code = Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0');
  return /\s/.test(character)
    ? { en: `a blank (U+${code})`, zh: `空白（U+${code}）` }
    : { en: `an invisible character (U+${code})`, zh: `不可见字符（U+${code}）` };
};

const inside = (field: string, character: string): Finding =>
  problem(
    'settings.characters',
    {
      en: `${field} contains ${nameOf(character).en}: no value at Aliyun does`,
      zh: `${field} 中间含有${nameOf(character).zh}：阿里云不会有这样的值`,
    },
    { en: 'Retype it instead of copying it.', zh: '请手动重新输入，不要复制。' },
  );

const atTheEdge = (field: string, character: string): Finding =>
  warning(
    'settings.characters',
    {
      en: `${field} begins or ends with ${nameOf(character).en}, which the connector ignores`,
      zh: `${field} 首尾含有${nameOf(character).zh}，连接器会忽略它`,
    },
    { en: 'Remove it: other programs may not ignore it.', zh: '请删除：其他程序可能不会忽略。' },
  );
