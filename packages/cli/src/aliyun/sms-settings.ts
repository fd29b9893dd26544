import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import { readSettings } from '../logto/settings-file.ts';

const perRegion = z.record(z.string(), z.string());
const entry = z.looseObject({
  usageType: z.string(),
  templateCode: z.union([z.string(), perRegion]).optional(),
  signName: z.string().optional(),
  params: z.record(z.string(), z.string()).optional(),
});
const smsSettings = z.looseObject({
  accessKeyId: z.string().optional(),
  accessKeySecret: z.string().optional(),
  endpoint: z.string().optional(),
  signName: z.string().optional(),
  signNames: perRegion.optional(),
  templates: z.array(entry).default([]),
});

/** The part of the connector's settings that names signatures and templates. */
export type SmsSettings = z.infer<typeof smsSettings>;
type TemplateEntry = SmsSettings['templates'][number];

export async function readSmsSettings(file: string): Promise<SmsSettings> {
  const read = smsSettings.safeParse(await readSettings(file));
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.') ?? '';
  throw new CommandFailure({
    en: `In ${file}, "${field}" is of the wrong kind.`,
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
