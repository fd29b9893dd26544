import type { BareNumbers } from 'aliyun-sms-client';
import { z } from 'zod';
import { channelSettings, type ChannelSettings } from './channel-settings.ts';
import { checkConfig } from './config-checks.ts';
import { configSchema, type RawConfig, type RawGuard } from './config-schema.ts';
import { both } from './locale.ts';
import { isSameJson } from './same-json.ts';
import { inBothLanguages } from './zod-messages.ts';

/** The settings, checked and with every default filled in. */
export interface Settings {
  /** How 11 digits that may be +1 or mainland are read; the design's rule 2. */
  readonly bareNumbers: BareNumbers;
  /** A number without country code is never taken for a mainland one; the design's rule 3. */
  readonly strict: boolean;
  /** The whole send, look-ups included. Milliseconds. */
  readonly timeoutMs: number;
  readonly main: ChannelSettings;
  readonly routes: readonly Route[];
  readonly fallbacks: readonly ChannelSettings[];
  readonly guard: RawGuard | undefined;
}

interface Route {
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly channel: ChannelSettings;
}

const DEFAULT_TIMEOUT_MS = 8_000;

/** Where an operator finds the right value; the first part of a setting's path decides. */
const PLACES: Readonly<Record<string, string>> = {
  accessKeyId: 'RAM console (ram.console.aliyun.com) > 用户 Users > your user > AccessKey',
  accessKeySecret:
    'RAM console > 用户 Users > your user > AccessKey; the secret is shown only once, at creation 仅创建时显示一次',
  signName:
    'SMS console 短信服务控制台 (dysms.console.aliyun.com) > 国内消息 Domestic > 签名管理 Signatures',
  signNames:
    'SMS console 短信服务控制台 > 国内消息 Domestic or 国际/港澳台 Overseas > 签名管理 Signatures',
  templates:
    'SMS console 短信服务控制台 > 国内消息 Domestic or 国际/港澳台 Overseas > 模板管理 Templates > 模板CODE',
  endpoint: 'help.aliyun.com/document_detail/68360.html',
  from: 'SMS console 短信服务控制台 > 国际/港澳台 Overseas > SenderID',
};

/**
 * Logto's `configGuard`. It throws the parsed value away and keeps the message of each issue, so that
 * a message names the field, what is wrong with it, and where the right value stands, in both
 * languages: when settings are saved, nobody says which one the operator reads.
 */
export const configGuard = z.unknown().transform((config, context): Settings => {
  const parsed = configSchema.safeParse(config, { errorMap: inBothLanguages });
  const problems = parsed.success
    ? checkConfig(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ path, message }));
  for (const { path, message } of problems) {
    context.addIssue({
      code: z.ZodIssueCode.custom,
      path: [...path],
      message: explain(path, message),
    });
  }
  return parsed.success && problems.length === 0 ? toSettings(parsed.data) : z.NEVER;
});

interface Known {
  /** A copy: what the host does with its own object later changes nothing here. */
  readonly config: unknown;
  readonly settings: Settings;
}

/** Newest first. One is the rule; Console's "Send" and tenants that share a process bring more. */
const known: Known[] = [];
const MOST_KNOWN = 16;

/** The settings of a config, parsed once: Logto hands over an equal new object with each send. */
export function readSettings(config: unknown): Settings | z.ZodError {
  const found = known.find((entry) => isSameJson(entry.config, config));
  if (found !== undefined) {
    return found.settings;
  }
  const parsed = configGuard.safeParse(config);
  if (!parsed.success) {
    return parsed.error;
  }
  known.unshift({ config: JSON.parse(JSON.stringify(config)), settings: parsed.data });
  known.splice(MOST_KNOWN);
  return parsed.data;
}

const WHERE = both('Where to find it', '在哪里找');

function explain(path: readonly (string | number)[], message: string): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  const named = path.findLast((part) => typeof part === 'string' && part in PLACES);
  const place = named === undefined ? undefined : PLACES[named];
  return `${field.slice(1) || 'settings'}: ${message}${place === undefined ? '' : `. ${WHERE}: ${place}`}`;
}

function toSettings(config: RawConfig): Settings {
  const main = channelSettings('settings', config);
  return {
    bareNumbers: config.bareNumbers ?? 'countryCode',
    strict: config.strictPhoneRegionNumberCheck === true,
    timeoutMs: config.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    main,
    routes: (config.routes ?? []).map(({ countries, ...route }, index) => ({
      countries,
      channel: channelSettings(`routes[${index}]`, route, main),
    })),
    fallbacks: (config.fallbacks ?? []).map((fallback, index) =>
      channelSettings(`fallbacks[${index}]`, fallback, main),
    ),
    guard: config.guard,
  };
}
