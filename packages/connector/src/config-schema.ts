import { isIP } from 'node:net';
import { z } from 'zod';
import { endpointProblem } from './endpoint.ts';
import { both, isLocale } from './locale.ts';

/** The types Logto 1.42 sends. Settings are valid if each of them finds a template. */
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

/** Logto stores nothing that is empty, however deep: of `{ china: '' }` nothing is left. */
const isEmptyWithin = (value: unknown): boolean =>
  isEmpty(value) || (typeof value === 'object' && Object.values(Object(value)).every(isEmpty));

/**
 * A setting that may be missing. Console stores a missing Json as `{}`, also for lists, and a hidden
 * Number as `null`, and it drops empty texts at will: all of these say the same.
 */
const optional = <Schema extends z.ZodTypeAny>(schema: Schema, isMissing = isEmpty) =>
  z.preprocess((value) => (isMissing(value) ? undefined : value), schema.optional());

const isPlaceholder = (text: string): boolean => /^<[\w-]+>$/.test(text);

const PLACEHOLDER = (text: string) => ({
  message: both(
    `still holds the placeholder ${text}: put your own value there`,
    `仍是占位符 ${text}，请换成自己的值`,
  ),
});

const text = z.string().refine((value) => !isPlaceholder(value), PLACEHOLDER);

const REGION_OR_COUNTRY = /^(?:china|overseas|[A-Z]{2})$/;

/** `{ china, overseas, <ISO country> }`. Both regions given, other keys are ignored as ever. */
const byCountry = z.record(z.unknown()).transform((entries, context) => {
  const complete = 'china' in entries && 'overseas' in entries;
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(entries)) {
    const issue = (message: string) =>
      context.addIssue({ code: z.ZodIssueCode.custom, path: [key], message });
    if (!REGION_OR_COUNTRY.test(key)) {
      if (!complete)
        issue(
          both(
            'is neither china, overseas nor a country such as HK (two capitals)',
            '不是 china、overseas，也不是 HK 这样的国家或地区代码（两个大写字母）',
          ),
        );
    } else if (typeof value !== 'string') {
      issue(both('must be a text', '必须是文本'));
    } else if (isPlaceholder(value)) {
      issue(PLACEHOLDER(value).message);
    } else if (value !== '') {
      values[key] = value;
    }
  }
  return values;
});

const TEMPLATE_CODE = both(
  'must be a text like SMS_123456789, or { "china": …, "overseas": … }',
  '必须是 SMS_123456789 这样的文本，或 { "china": …, "overseas": … }',
);

const templateCode = z.unknown().transform((value, context) => {
  const parsed = typeof value === 'string' ? text.safeParse(value) : byCountry.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  for (const issue of parsed.error.issues) {
    const message = issue.code === z.ZodIssueCode.custom ? issue.message : TEMPLATE_CODE;
    context.addIssue({ code: z.ZodIssueCode.custom, path: issue.path, message });
  }
  return z.NEVER;
});

const template = z
  .object({
    usageType: z.string(),
    templateCode: optional(templateCode, isEmptyWithin),
    signName: optional(text),
    locale: optional(
      z
        .string()
        .refine(
          isLocale,
          both(
            'is no language tag: write it like zh-CN or en',
            '不是语言标签：应写成 zh-CN 或 en 这样',
          ),
        ),
    ),
    params: optional(z.record(z.string().or(z.number().transform(String)))),
    text: optional(text),
  })
  .refine(
    (entry) => entry.templateCode !== undefined || entry.text !== undefined,
    ({ usageType }) => ({
      path: ['templateCode'],
      message: both(`is missing for ${usageType}`, `${usageType} 未填写`),
    }),
  );

const endpoint = z.string().superRefine((value, context) => {
  const message = endpointProblem(value);
  if (message !== undefined) context.addIssue({ code: z.ZodIssueCode.custom, message });
});

/** `auto` is a value of its own because Console cannot clear a choice once made. */
const channel = z
  .enum(['auto', 'sms', 'mas', 'international'])
  .transform((value) => (value === 'auto' ? undefined : value));

const channelFields = {
  channel: optional(channel),
  signName: optional(text),
  signNames: optional(byCountry, isEmptyWithin),
  from: optional(text),
  templates: optional(z.array(template)),
};

const accountFields = {
  credentials: optional(z.enum(['accessKey', 'environment'])),
  accessKeyId: optional(text),
  accessKeySecret: optional(text),
  site: optional(z.enum(['china', 'international'])),
  endpoint: optional(endpoint),
};

const country = z
  .string()
  .regex(
    /^[A-Z]{2}$/,
    both(
      'is no country: write two capitals, such as US',
      '不是国家或地区代码：应写两个大写字母，例如 US',
    ),
  );

// New settings are strict: a misspelt key would be ignored in silence.
const route = z.object({ countries: z.array(country).nonempty(), ...channelFields }).strict();

const fallback = z.object({ ...accountFields, ...channelFields }).strict();

const window = z.object({
  limit: z.number().int().min(1),
  seconds: z
    .number()
    .int()
    .min(1)
    .max(31 * 86_400),
});

/** Of windows of one length the smallest decides alone; in Redis they are one key, to be counted once. */
const windows = z
  .array(window)
  .transform((all) =>
    all.filter(
      ({ limit, seconds }, index) =>
        !all.some(
          (other, place) =>
            other.seconds === seconds &&
            (other.limit < limit || (other.limit === limit && place < index)),
        ),
    ),
  );

const addressRange = z.string().refine(
  (range) => {
    const [, address = '', bits = '0'] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(range) ?? [];
    const width = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    return Number(bits) <= width;
  },
  both(
    'is no address range: write it like 10.0.0.0/8 or 2001:db8::/32',
    '不是地址段：应写成 10.0.0.0/8 或 2001:db8::/32 这样',
  ),
);

const guard = z
  .object({
    mode: optional(z.enum(['enforce', 'record'])),
    countries: optional(z.array(country)),
    perNumber: optional(windows),
    perIp: optional(windows),
    perPrefix: optional(windows),
    perCountry: optional(windows),
    total: optional(windows),
    allowIps: optional(z.array(addressRange)),
    allowNumbers: optional(z.array(z.string())),
    store: optional(z.enum(['memory', 'redis'])),
    onStoreFailure: optional(z.enum(['memory', 'deny'])),
  })
  .strict();

/** The shape of the settings, field by field. What they mean together is checked in config.ts. */
export const configSchema = z.object({
  ...accountFields,
  ...channelFields,
  strictPhoneRegionNumberCheck: z.boolean().nullish(),
  bareNumbers: optional(z.enum(['countryCode', 'mainland'])),
  routes: optional(z.array(route)),
  timeoutMs: z.preprocess(
    (value) => (value === 0 || isEmpty(value) ? undefined : value),
    z.number().min(2_000).max(30_000).optional(),
  ),
  fallbacks: optional(z.array(fallback)),
  guard: optional(guard),
});

export type RawConfig = z.output<typeof configSchema>;
export type RawTemplate = z.output<typeof template>;
export type RawChannel = z.output<typeof fallback>;
export type RawGuard = z.output<typeof guard>;
