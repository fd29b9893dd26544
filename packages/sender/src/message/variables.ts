import { Refusal } from '../failure/refusal.ts';
import { combine, type Words } from '../words.ts';

type Payload = Readonly<Record<string, unknown>>;

/** As connector-kit writes them in its own templates: `{{code}}`, `{{ user.name }}`. */
const HANDLEBARS = /{{\s*([\w.]+)\s*}}/g;

/** Longest value of any template variable; codes have 4 to 6: isv.PARAM_LENGTH_LIMIT. */
const MAX_LENGTH = 35;
const URL_LIKE = /https?:\/\/|www\./i;

/** A text split at each `{{path}}`; a path is the list of its names. */
export type Pattern = readonly (string | readonly string[])[];

export const patternOf = (text: string): Pattern =>
  text.split(HANDLEBARS).map((part, index) => (index % 2 === 0 ? part : part.split('.')));

/** Replaces every `{{path}}`. A missing value refuses the send: an incomplete text is useless. */
export function render(pattern: Pattern, payload: Payload, name: string): string {
  let rendered = '';
  for (const part of pattern) {
    rendered += typeof part === 'string' ? part : valueAt(part, payload, name);
  }
  return rendered;
}

function valueAt(path: readonly string[], payload: Payload, name: string): string {
  const value = lookUp(payload, path);
  if (value === undefined || value === '') {
    throw new Refusal('variable-missing', { detail: `{{${path.join('.')}}} in ${name}` });
  }
  return value;
}

/** The declared variables, filled in and checked against Aliyun's limits. */
export function renderParams(
  params: Readonly<Record<string, Pattern>>,
  payload: Payload,
): Record<string, string> {
  const rendered: Record<string, string> = {};
  for (const name in params) {
    const value = render(params[name] ?? [], payload, name);
    const problem = problemOf(value);
    if (problem !== undefined) {
      const detail = combine([name, problem], (spoken) => spoken.join(' '));
      throw new Refusal('variable-illegal', { detail });
    }
    rendered[name] = value;
  }
  return rendered;
}

function problemOf(value: string): Words | undefined {
  if (value.length === 0 || value.length > MAX_LENGTH) {
    return {
      en: `has ${value.length} characters; Aliyun accepts 1 to ${MAX_LENGTH}`,
      zh: `有 ${value.length} 个字符，阿里云只接受 1 到 ${MAX_LENGTH} 个`,
    };
  }
  if (URL_LIKE.test(value)) {
    return {
      en: 'contains a URL; Aliyun allows those only in the template itself',
      zh: '含有网址，阿里云只允许网址写在模板中',
    };
  }
  return /[【】]/.test(value)
    ? { en: 'contains 【 or 】, which mark the signature', zh: '含有【或】，这是签名的标记' }
    : undefined;
}

/** Own properties only: `{{constructor.name}}` finds nothing. */
function lookUp(payload: Payload, path: readonly string[]): string | undefined {
  let value: unknown = payload;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = Reflect.get(value, part);
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
