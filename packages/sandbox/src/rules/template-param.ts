import { NO_NAMES } from '../wire/query-string.ts';
import { RecentMap } from '../recent-map.ts';
import { Refusal } from '../wire/refusal.ts';
import type { SandboxSettings, Template } from '../accounts/seed.ts';

/** Values of a template's variables, checked. */
export type TemplateParam = Readonly<Record<string, string>>;

type Rules = Pick<SandboxSettings, 'extraTemplateParams' | 'numbersInTemplateParam'>;

const VARIABLE = /\$\{([^}]+)\}/g;
const URL_IN_TEXT = /https?:\/\/|www\./i;
const BRACKETS = /[【】]/;
/** Emoji and the symbols that Aliyun's page names. Differs: its traditional characters pass. */
const UNSUPPORTED = /\p{Extended_Pictographic}|[★※→①-⑳²³]/u;

/** What the attributes of a template's variables allow. Others that Aliyun knows allow anything. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  numberCaptcha: /^\d{4,6}$/,
  characterWithNumber: /^[A-Za-z0-9]{4,6}$/,
  characterWithNumber2: /^[A-Za-z0-9]{4,6}$/,
  phone_number2: /^(?:1\d{10}|[\d-]{5,15})$/,
  time: /^[^_]+$/,
};

interface Compiled {
  /** The text before each variable and after the last. */
  readonly texts: readonly string[];
  /** One between each two texts. */
  readonly variables: readonly string[];
  /** Each once, in order. */
  readonly names: readonly string[];
}

/** By content: templates are many times fewer than sends. */
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
 * Reads `TemplateParam`: a JSON object whose keys are the template's variables, whose values are
 * texts. Throws the refusal of the first rule that is broken.
 *
 * Unverified: keys beyond the template's variables, and values that are numbers; both are refused
 * unless the settings say otherwise.
 */
export function readTemplateParam(text: string, template: Template, rules: Rules): TemplateParam {
  const given = parseObject(text);
  const names = templateVariables(template.content);
  const param: Record<string, string> = Object.create(NO_NAMES);
  for (const name of names) {
    param[name] = textOf(own(given, name), rules);
  }
  if (names.some((name) => param[name] === '')) {
    throw new Refusal('templateParam', 'isv.TEMPLATE_MISSING_PARAMETERS');
  }
  const hasExtra = Object.keys(given).some((name) => !names.includes(name));
  if (hasExtra && rules.extraTemplateParams === 'refuse') {
    throw new Refusal('templateParam', 'isv.INVALID_JSON_PARAM');
  }
  for (const name of names) {
    checkValue(param[name] ?? '', template, template.rule[name]);
  }
  return param;
}

function parseObject(text: string): object {
  if (text === '') {
    return {};
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value;
    }
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw new Refusal('templateParam', 'isv.INVALID_JSON_PARAM');
}

function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : '';
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

function checkValue(value: string, template: Template, attribute: string | undefined): void {
  if (template.test && !/^\d{4,6}$/.test(value)) {
    throw new Refusal('templateParam', 'isv.SMS_TEST_TEMPLATE_PARAMS_ILLEGAL');
  }
  if (isVerification(template)) {
    checkVerificationCode(value);
  } else {
    checkText(value);
  }
  const pattern = attribute === undefined ? undefined : ATTRIBUTES[attribute];
  if (pattern?.test(value) === false) {
    throw new Refusal('templateParam', 'isv.TEMPLATE_PARAMS_ILLEGAL');
  }
}

function checkVerificationCode(value: string): void {
  if (!/^[a-zA-Z0-9]+$/.test(value)) {
    throw new Refusal('templateParam', 'isv.INVALID_PARAMETERS', {
      message: 'params must be [a-zA-Z0-9] for verification sms',
    });
  }
  if (value.length < 4 || value.length > 6) {
    throw new Refusal('templateParam', 'isv.PARAM_LENGTH_LIMIT');
  }
}

function checkText(value: string): void {
  if (URL_IN_TEXT.test(value)) {
    throw new Refusal('templateParam', 'isv.PARAM_NOT_SUPPORT_URL');
  }
  // Unverified: the code for brackets in a value; the page only says that they are not allowed.
  if (BRACKETS.test(value)) {
    throw new Refusal('templateParam', 'isv.INVALID_PARAMETERS');
  }
  if (UNSUPPORTED.test(value)) {
    throw new Refusal('templateParam', 'isv.UNSUPPORTED_CONTENT');
  }
  if (value.length > 35) {
    throw new Refusal('templateParam', 'isv.PARAM_LENGTH_LIMIT');
  }
}

/** Mainland verification templates, and overseas ones for verification codes. */
export function isVerification({ type, intlType }: Pick<Template, 'type' | 'intlType'>): boolean {
  return type === 0 || (type === 3 && intlType === 2);
}
