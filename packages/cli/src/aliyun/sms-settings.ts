import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import { readSettings, type Settings } from '../logto/settings-file.ts';

/** Console stores what is missing as `{}`, `''` or `null`. */
const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const optional = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((value) => (isEmpty(value) ? undefined : value), shape.optional());

const text = optional(z.string());
const perRegion = z.record(z.string(), z.string());

const entry = z.object({
  usageType: z.string(),
  templateCode: optional(z.union([z.string(), perRegion])),
  signName: text,
  params: optional(z.record(z.string(), z.coerce.string())),
  text,
});

const wording = {
  channel: optional(z.enum(['auto', 'sms', 'mas', 'international'])),
  signName: text,
  signNames: optional(perRegion),
  from: text,
  templates: optional(z.array(entry)),
};
const account = {
  credentials: text,
  accessKeyId: text,
  accessKeySecret: text,
  site: optional(z.enum(['china', 'international'])),
  endpoint: optional(z.url({ protocol: /^https?$/ })),
};

const smsSettings = z.object({
  ...account,
  ...wording,
  routes: optional(z.array(z.object({ countries: z.array(z.string()), ...wording }))),
  fallbacks: optional(z.array(z.object({ ...account, ...wording }))),
  guard: optional(z.record(z.string(), z.unknown())),
});

/** The part of the connector's settings that says how and with what words messages go out. */
export type SmsSettings = z.infer<typeof smsSettings>;
export type TemplateEntry = z.infer<typeof entry>;

export async function readSmsSettings(file: string): Promise<SmsSettings> {
  return smsSettingsOf(await readSettings(file), file);
}

/** Whether they have the shape of settings at all. */
export const isReadable = (settings: Settings): boolean => smsSettings.safeParse(settings).success;

/** `file` is where they came from. */
export function smsSettingsOf(settings: Settings, file: string): SmsSettings {
  const read = smsSettings.safeParse(settings);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.') ?? '';
  throw new CommandFailure({
    en: `In ${file}, "${field}" has the wrong type.`,
    zh: `${file} 中的“${field}”类型不对。`,
  });
}

/** The template that Logto's usage type gets: its own, else the one for Generic or the old Test. */
export const templateFor = (
  templates: readonly TemplateEntry[],
  usage: string,
): TemplateEntry | undefined =>
  [usage, 'Generic', 'Test']
    .map((type) => templates.find(({ usageType }) => usageType === type))
    .find((found) => found !== undefined);
