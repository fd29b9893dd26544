import { CHANNELS, parsePhoneNumber, SITES } from 'aliyun-sms-client';
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Dimension } from '../guard/counter.ts';
import { isLocale } from '../message/locale.ts';
import type { Words } from '../words.ts';
import { isCountry } from './country.ts';
import { endpointProblem } from './endpoint.ts';
import { saying } from './issue-words.ts';

/** The usage types that Logto 1.42 sends. Settings are valid if each has a template. */
export const USAGE_TYPES = [
  'SignIn',
  'Register',
  'ForgotPassword',
  'Generic',
  'OrganizationInvitation',
  'UserPermissionValidation',
  'BindNewIdentifier',
  'MfaVerification',
  'BindMfa',
] as const;

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** Logto drops empty values at any depth: `{ china: '' }` is not stored at all. */
const isEmptyWithin = (value: unknown): boolean =>
  isEmpty(value) || (typeof value === 'object' && Object.values(Object(value)).every(isEmpty));

/** Without the white space and invisible characters of copied text. */
const trimmed = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '') : value;

/**
 * A setting that may be missing. Console stores a missing Json as `{}`, even for lists, and a hidden
 * Number as `null`, and it drops some empty texts: all of these mean the same.
 */
const optional = <Schema extends z.ZodTypeAny>(schema: Schema, isMissing = isEmpty) =>
  z.preprocess((given) => {
    const value = trimmed(given);
    return isMissing(value) ? undefined : value;
  }, schema.optional());

/** Console cannot empty a text once it is stored; `default` means the same as empty. */
const clearable = <Schema extends z.ZodTypeAny>(schema: Schema) =>
  optional(schema, (value) => value === 'default' || isEmpty(value));

const isPlaceholder = (text: string): boolean => /^<[\w-]+>$/.test(text);

const placeholder = (text: string): Words => ({
  en: `still holds the placeholder ${text}: replace it with your own value`,
  zh: `仍是占位符 ${text}，请换成自己的值`,
});

const text = z.string().refine(
  (value) => !isPlaceholder(value),
  (value) => saying(placeholder(value)),
);

const signName = text.refine(
  (value) => !/[【】]/.test(value),
  saying({ en: 'must be written without 【 and 】', zh: '填写时不要带【】' }),
);

/** It is sent in a header, which allows no other characters. */
const accessKey = text.refine(
  (value) => /^[\x21-\x7e]+$/.test(value),
  saying({
    en: 'contains a space or a character that no AccessKey has',
    zh: '含有空格或 AccessKey 中不会出现的字符',
  }),
);

const REGION_OR_COUNTRY = /^(?:china|overseas|[A-Z]{2})$/;

const NOT_A_PLACE: Words = {
  en: 'is not china, overseas, or a country code such as HK (two capital letters)',
  zh: '不是 china、overseas，也不是 HK 这样的国家或地区代码（两个大写字母）',
};

/** `{ china, overseas, <ISO country> }`. If both regions are set, other keys are ignored, as always. */
const byCountry = (schema: z.ZodType<string, z.ZodTypeDef, unknown>) =>
  z.record(z.unknown()).transform((entries, context) => {
    const complete = 'china' in entries && 'overseas' in entries;
    const values: Record<string, string> = {};
    for (const [key, value] of Object.entries(entries)) {
      if (REGION_OR_COUNTRY.test(key)) {
        const parsed = schema.safeParse(trimmed(value));
        for (const issue of parsed.error?.issues ?? []) {
          context.addIssue({ ...issue, path: [key] });
        }
        if (parsed.success && parsed.data !== '') values[key] = parsed.data;
      } else if (!complete) {
        context.addIssue({ code: 'custom', path: [key], ...saying(NOT_A_PLACE) });
      }
    }
    return values;
  });

const TEMPLATE_CODE: Words = {
  en: 'must be a string like SMS_123456789, or { "china": …, "overseas": … }',
  zh: '必须是 SMS_123456789 这样的文本，或 { "china": …, "overseas": … }',
};

const templateCodes = byCountry(text);

const templateCode = z.unknown().transform((value, context) => {
  const parsed = typeof value === 'string' ? text.safeParse(value) : templateCodes.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  for (const issue of parsed.error.issues) {
    const known = issue.path.length > 0 || issue.code === 'custom';
    context.addIssue(known ? issue : { code: 'custom', ...saying(TEMPLATE_CODE) });
  }
  return z.NEVER;
});

const LOCALE: Words = {
  en: 'is not a valid language tag, for example zh-CN or en',
  zh: '不是有效的语言标签，例如 zh-CN 或 en',
};

const template = z
  .object({
    usageType: z.string(),
    templateCode: optional(templateCode, isEmptyWithin),
    signName: optional(signName),
    locale: optional(z.string().refine(isLocale, saying(LOCALE))),
    params: optional(z.record(z.string().or(z.number().transform(String)))),
    text: optional(text),
  })
  .refine(
    (entry) => entry.templateCode !== undefined || entry.text !== undefined,
    ({ usageType }) => ({
      path: ['templateCode'],
      ...saying({ en: `is missing for ${usageType}`, zh: `${usageType} 未填写` }),
    }),
  );

const endpoint = z.string().superRefine((value, context) => {
  const problem = endpointProblem(value);
  if (problem !== undefined) context.addIssue({ code: 'custom', ...saying(problem) });
});

/** `auto` is a value because Console cannot clear a choice. */
const channel = z
  .enum(['auto', ...CHANNELS])
  .transform((value) => (value === 'auto' ? undefined : value));

const channelFields = {
  channel: optional(channel),
  signName: optional(signName),
  signNames: optional(byCountry(signName), isEmptyWithin),
  from: clearable(text),
  templates: optional(z.array(template)),
};

const accountFields = {
  credentials: optional(z.enum(['accessKey', 'environment'])),
  accessKeyId: optional(accessKey),
  accessKeySecret: optional(accessKey),
  site: optional(z.enum(SITES)),
  endpoint: clearable(endpoint),
};

const COUNTRY: Words = {
  en: 'is not a country code: use two capital letters, for example US or GB',
  zh: '不是国家或地区代码：应写两个大写字母，例如 US 或 GB',
};

const country = z.string().refine((value) => isCountry(value), saying(COUNTRY));

// New settings are strict: otherwise a misspelt key would be ignored silently.
const route = z.object({ countries: z.array(country).nonempty(), ...channelFields }).strict();

const fallback = z.object({ ...accountFields, ...channelFields }).strict();

const window = z
  .object({
    limit: z.number().int().min(1),
    seconds: z
      .number()
      .int()
      .min(1)
      .max(31 * 86_400),
  })
  .strict();

const countedWindow = window
  .extend({
    count: optional(z.enum(['unverified'])),
    perVerified: optional(z.number().positive().max(10)),
    afterSeconds: optional(z.number().int().min(1).max(3600)),
  })
  .strict();

const ONLY_UNVERIFIED: Words = {
  en: 'is only for windows with "count": "unverified"',
  zh: '只能用于 "count": "unverified" 的窗口',
};

const unverifiedWindow = countedWindow.superRefine((given, context) => {
  for (const key of ['perVerified', 'afterSeconds'] as const) {
    if (given[key] !== undefined && given.count !== 'unverified') {
      context.addIssue({ code: 'custom', path: [key], ...saying(ONLY_UNVERIFIED) });
    }
  }
});

const PER_NUMBER_COUNT: Words = {
  en: 'is not for perNumber: entering its codes would exempt a number from the limit',
  zh: '不能用于 perNumber：否则只要输入验证码，该号码就不再受限',
};

/** Has its own message, not "unknown setting", because the other dimensions have this key. */
const numberWindow = window
  .extend({ count: optional(z.custom<undefined>(() => false, saying(PER_NUMBER_COUNT))) })
  .strict();

const ADDRESS_RANGE: Words = {
  en: 'is not a valid address range, for example 10.0.0.0/8 or 2001:db8::/32',
  zh: '不是有效的地址段，例如 10.0.0.0/8 或 2001:db8::/32',
};

const addressRange = z.string().refine((range) => {
  const [, address = '', bits = '0'] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(range) ?? [];
  const width = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return Number(bits) <= width;
}, saying(ADDRESS_RANGE));

const PHONE_NUMBER: Words = {
  en: 'is not a phone number: write it with its country code, for example +8613800138000',
  zh: '不是手机号：请带国家码填写，例如 +8613800138000',
};

const phoneNumber = z
  .string()
  .refine((value) => parsePhoneNumber(value) !== undefined, saying(PHONE_NUMBER));

const windows = optional(z.array(unverifiedWindow));

/** A list of windows for each dimension that the guard counts. */
const windowsByDimension = {
  perNumber: optional(z.array(numberWindow)),
  perIp: windows,
  perPrefix: windows,
  perCountry: windows,
  total: windows,
} satisfies Record<Dimension, z.ZodTypeAny>;

const guard = z
  .object({
    mode: optional(z.enum(['enforce', 'record'])),
    countries: optional(z.array(country)),
    ...windowsByDimension,
    allowIps: optional(z.array(addressRange)),
    allowNumbers: optional(z.array(phoneNumber)),
    namespace: clearable(text),
    codeMinutes: optional(z.number().int().min(1).max(60)),
    trustVerifiedDays: optional(z.number().int().min(1).max(365)),
    store: optional(z.enum(['memory', 'redis'])),
    onStoreFailure: optional(z.enum(['memory', 'deny'])),
  })
  .strict();

/** The shape of the settings, field by field. Rules across fields are in checks.ts. */
export const settingsSchema = z.object({
  ...accountFields,
  ...channelFields,
  strictPhoneRegionNumberCheck: z.boolean().nullish(),
  bareNumbers: optional(z.enum(['countryCode', 'mainland'])),
  routes: optional(z.array(route)),
  timeoutMs: optional(
    z.number().min(2_000),
    (value) => value === 0 || value === 'default' || isEmpty(value),
  ),
  fallbacks: optional(z.array(fallback)),
  guard: optional(guard),
});

/** Every key with a meaning anywhere in the settings; `type` is the official connector's. */
export const KNOWN_KEYS: readonly string[] = [
  ...Object.keys(settingsSchema.shape),
  ...Object.keys(guard.shape),
  ...Object.keys(countedWindow.shape),
  ...Object.keys(template.innerType().shape),
  'countries',
  'type',
];

/** The keys allowed at the top level; others are ignored with a warning. */
export const SETTING_KEYS: readonly string[] = Object.keys(settingsSchema.shape);

export type RawSettings = z.output<typeof settingsSchema>;
export type RawTemplate = z.output<typeof template>;
export type RawChannel = z.output<typeof fallback>;
export type RawGuard = z.output<typeof guard>;
