import { jsonObject } from '../wire/json-text.ts';
import { NO_NAMES } from '../wire/query-string.ts';
import { RecentMap } from '../recent-map.ts';
import { Refusal } from '../wire/refusal.ts';
import { unfitAttribute } from './variable-attributes.ts';
import type { SandboxSettings, Template } from '../accounts/seed.ts';

/** Maximum length of a text, including signature and brackets, in characters. */
export const MAX_TEMPLATE_TEXT = 500;

/** Values of a template's variables, checked. */
export type TemplateParam = Readonly<Record<string, string>>;

type Rules = Pick<
  SandboxSettings,
  'extraTemplateParams' | 'numbersInTemplateParam' | 'missingTemplateParam'
>;

const VARIABLE = /\$\{([^}]+)\}/g;
const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
/** Links, IP addresses, and domains without a scheme. Differs: only common top-level domains. */
const ADDRESS = new RegExp(
  `https?://|www\\.|(?<![\\d.])${OCTET}(?:\\.${OCTET}){3}(?![\\d.])|` +
    '[a-z0-9-]+\\.(?:com|cn|net|org|gov|edu|info|io|co|cc|me|tv|top|xyz|vip|club|shop|site|app|dev|hk|tw)(?![a-z0-9-])',
  'i',
);
const BRACKETS = /[【】]/;
/** Emoji and the symbols on Aliyun's page. Differs: the traditional characters on it are allowed. */
const UNSUPPORTED = /\p{Extended_Pictographic}|[★※→①-⑳²³]/u;

/** The message about a missing variable, also in SMS authentication. */
export const MISMATCH = '请检查模板内容与模板参数是否匹配';

const MAX_CODE = 6;
const MAX_VALUE = 35;

interface Compiled {
  /** The texts before each variable and after the last. */
  readonly texts: readonly string[];
  /** The variables between the texts. */
  readonly variables: readonly string[];
  /** Names of the variables, each once, in order. */
  readonly names: readonly string[];
}

/** By content: there are far fewer templates than sends. */
const COMPILED = new RecentMap<Compiled>(1000);

function compiled(content: string): Compiled {
  const known = COMPILED.get(content);
  if (known !== undefined) {
    return known;
  }
  const parts = content.split(VARIABLE);
  const texts = parts.filter((_, index) => index % 2 === 0);
  const variables = parts.filter((_, index) => index % 2 === 1);
  const made = { texts, variables, names: [...new Set(variables)] };
  COMPILED.set(content, made);
  return made;
}

/** Names of a template's variables, each once, in order. */
export function templateVariables(content: string): readonly string[] {
  return compiled(content).names;
}

/** A template's text with its variables filled in. */
export function renderTemplate(content: string, param: TemplateParam): string {
  const { texts, variables } = compiled(content);
  let text = texts[0] ?? '';
  variables.forEach((name, index) => {
    text += (param[name] ?? '') + (texts[index + 1] ?? '');
  });
  return text;
}

/**
 * Reads `TemplateParam`: a JSON object with a value for each variable of the template. Throws the
 * refusal for the first violated rule. `recorded/` has the recorded answers.
 */
export function readTemplateParam(text: string, template: Template, rules: Rules): TemplateParam {
  const given = text === '' ? {} : jsonObject(text);
  if (given === undefined) {
    throw new Refusal('templateParam', 'isv.INVALID_JSON_PARAM');
  }
  const names = templateVariables(template.content);
  if (names.some((name) => !Object.hasOwn(given, name))) {
    throw missingVariable(rules);
  }
  const param: Record<string, string> = Object.create(NO_NAMES);
  for (const name of names) {
    param[name] = textOf(Reflect.get(given, name), rules);
  }
  const extra = rules.extraTemplateParams === 'ignore' ? [] : extraValues(given, names, rules);
  for (const name of names) {
    checkValue(name, param[name] ?? '', template);
  }
  for (const value of extra) {
    checkCharacters(value, template);
  }
  return param;
}

function missingVariable({ missingTemplateParam }: Rules): Refusal {
  return missingTemplateParam === 'isv.SMS_TEMPLATE_ILLEGAL'
    ? new Refusal('templateParam', missingTemplateParam, { message: MISMATCH })
    : new Refusal('templateParam', missingTemplateParam);
}

/** The values of keys that are not in the template. */
function extraValues(given: object, names: readonly string[], rules: Rules): readonly string[] {
  const extra = Object.entries(given).filter(([name]) => !names.includes(name));
  if (extra.length > 0 && rules.extraTemplateParams === 'refuse') {
    throw new Refusal('templateParam', 'isv.INVALID_JSON_PARAM');
  }
  return extra.map(([, value]) => textOf(value, rules));
}

function textOf(value: unknown, rules: Rules): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' && rules.numbersInTemplateParam === 'accept') {
    return String(value);
  }
  throw new Refusal('templateParam', 'isv.INVALID_JSON_PARAM');
}

function checkValue(name: string, value: string, template: Template): void {
  if (template.test && !/^\d{4,6}$/.test(value)) {
    throw new Refusal('templateParam', 'isv.SMS_TEST_TEMPLATE_PARAMS_ILLEGAL');
  }
  // Unverified: the code for an empty value.
  if (value === '' && !isVerification(template)) {
    throw new Refusal('templateParam', 'isv.TEMPLATE_MISSING_PARAMETERS');
  }
  checkCharacters(value, template);
  // Unverified: that a code that is too short has the same message as one that is too long.
  if (isVerification(template) && (value.length < 4 || value.length > MAX_CODE)) {
    throw tooLong(MAX_CODE);
  }
  const unfit = unfitAttribute(template.rule[name] ?? '', value);
  if (unfit !== undefined) {
    throw new Refusal('templateParam', 'isv.TEMPLATE_PARAMS_ILLEGAL', {
      message: `模版中的变量${name}(${value})不符合[${unfit}]的变量规范!`,
    });
  }
}

/** The rules for the values of all keys. */
function checkCharacters(value: string, template: Template): void {
  if (isVerification(template)) {
    if (!/^[a-zA-Z0-9]+$/.test(value)) {
      throw new Refusal('templateParam', 'isv.INVALID_PARAMETERS', {
        message: 'params must be [a-zA-Z0-9] for verification sms',
      });
    }
  } else {
    checkText(value);
  }
}

function checkText(value: string): void {
  if (ADDRESS.test(value)) {
    throw new Refusal('templateParam', 'isv.PARAM_NOT_SUPPORT_URL');
  }
  // Unverified: the code for brackets in a value; the page only says that they are not allowed.
  if (BRACKETS.test(value)) {
    throw new Refusal('templateParam', 'isv.INVALID_PARAMETERS');
  }
  if (UNSUPPORTED.test(value)) {
    throw new Refusal('templateParam', 'isv.UNSUPPORTED_CONTENT');
  }
  if (value.length > MAX_VALUE) {
    throw tooLong(MAX_VALUE);
  }
}

/** `limit`: in characters; part of the message. */
export function tooLong(limit: number): Refusal {
  return new Refusal('templateParam', 'isv.PARAM_LENGTH_LIMIT', {
    message: `参数超过长度限制:${limit}`,
  });
}

/** Mainland verification templates, and overseas ones for verification codes. */
export function isVerification({ type, intlType }: Pick<Template, 'type' | 'intlType'>): boolean {
  return type === 0 || (type === 3 && intlType === 2);
}
