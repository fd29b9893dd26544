import type { BareNumbers } from 'aliyun-sms-client';
import QuickLRU from 'quick-lru';
import { bilingual, combine, type Language, type Words } from '../words.ts';
import { channelSettings, type ChannelSettings } from './channels.ts';
import { checkSettings, type Issue } from './checks.ts';
import { unknownKey, wordsOf } from './issue-words.ts';
import { placeOf } from './console-places.ts';
import {
  KNOWN_KEYS,
  settingsSchema,
  SETTING_KEYS,
  type RawGuard,
  type RawSettings,
} from './schema.ts';

/** The settings, checked and with every default filled in. */
export interface Settings {
  /** How 11 digits that may be +1 or mainland are read. */
  readonly bareNumbers: BareNumbers;
  /** Refuse numbers without a country code. */
  readonly strict: boolean;
  /** The whole send, look-ups included. Milliseconds; default 7000. */
  readonly timeoutMs: number;
  readonly main: ChannelSettings;
  readonly routes: readonly Route[];
  readonly fallbacks: readonly ChannelSettings[];
  readonly guard: RawGuard | undefined;
  /** What is valid but probably not intended: an unknown key, a time limit that is reduced. */
  readonly warnings: readonly Issue[];
}

/** The channel of some countries. */
export interface Route {
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly channel: ChannelSettings;
}

/** Why settings cannot be used, field by field. */
export interface InvalidSettings {
  readonly issues: readonly Issue[];
  /** As in {@link Settings}: a missing setting may be there under a misspelt name. */
  readonly warnings: readonly Issue[];
}

/** Logto's pages give up after 10 s, and need up to 1.7 s themselves. Milliseconds. */
const MAX_TIMEOUT_MS = 8_000;
const DEFAULT_TIMEOUT_MS = 7_000;

/** Usually there is one; Console's "Send" and tenants in one process add more. */
const MAX_CACHED = 16;
/** By their JSON, the form in which Logto stores them. */
const cache = new QuickLRU<string, Settings>({ maxSize: MAX_CACHED });

/**
 * Parses stored settings. Equal settings are parsed once: Logto passes a new object with each send, and
 * whatever depends on the settings (clients, counts) finds the same `Settings` again.
 */
export function readSettings(raw: unknown): Settings | InvalidSettings {
  const key = jsonOf(raw);
  const found = key === undefined ? undefined : cache.get(key);
  if (found !== undefined) {
    return found;
  }
  const settings = parseSettings(raw);
  if (key !== undefined && !('issues' in settings)) {
    cache.set(key, settings);
  }
  return settings;
}

/** `undefined` for what JSON cannot represent, which is parsed each time. */
function jsonOf(raw: unknown): string | undefined {
  try {
    return JSON.stringify(raw);
  } catch {
    return undefined;
  }
}

/** `signName: is missing. Where to find it: …`; fields with the same problem share a line. */
export function issueLines(issues: readonly Issue[]): readonly Words[] {
  const fields = new Map<string, { readonly message: Words; readonly names: string[] }>();
  for (const { path, message } of issues) {
    const key = bilingual(message);
    const entry = fields.get(key) ?? { message, names: [] };
    fields.set(key, entry);
    entry.names.push(fieldName(path));
  }
  return [...fields.values()].map(({ message, names }) =>
    combine(
      [names.join(', '), message],
      ([name, text], language) => `${name}${COLON[language]}${text}`,
    ),
  );
}

const COLON: Readonly<Record<Language, string>> = { en: ': ', zh: '：' };

/** `templates[0].templateCode` */
export function fieldName(path: Issue['path']): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return field.replace(/^\./, '') || 'settings';
}

function parseSettings(raw: unknown): Settings | InvalidSettings {
  const parsed = settingsSchema.safeParse(raw);
  const issues = parsed.success
    ? checkSettings(parsed.data)
    : parsed.error.issues.map((issue) => ({
        path: issue.path,
        message: wordsOf(issue, KNOWN_KEYS),
      }));
  const warnings = warningsFor(raw, parsed.data);
  return parsed.success && issues.length === 0
    ? toSettings(parsed.data, warnings)
    : {
        issues: issues.map(({ path, message }) => ({ path, message: withPlace(path, message) })),
        warnings,
      };
}

function withPlace(path: Issue['path'], message: Words): Words {
  const place = placeOf(path);
  return place === undefined
    ? message
    : combine([message, place], ([text, where], language) => WHERE[language](text, where));
}

const WHERE: Readonly<Record<Language, (text?: string, where?: string) => string>> = {
  en: (text, where) => `${text}. Where to find it: ${where}`,
  zh: (text, where) => `${text}。查找位置：${where}`,
};

function warningsFor(raw: unknown, { timeoutMs = 0 }: Partial<RawSettings> = {}): readonly Issue[] {
  const unknown = Object.keys(Object(raw)).filter((key) => !SETTING_KEYS.includes(key));
  return [
    ...unknown.map((key) => ({ path: [key], message: unknownKey(key, SETTING_KEYS) })),
    ...(timeoutMs > MAX_TIMEOUT_MS ? [{ path: ['timeoutMs'], message: REDUCED }] : []),
  ];
}

const REDUCED: Words = {
  en: `is more than ${MAX_TIMEOUT_MS}, the maximum, which is used instead: Logto’s pages give up after 10 s`,
  zh: `超过 ${MAX_TIMEOUT_MS}，按 ${MAX_TIMEOUT_MS} 计：Logto 页面最多等待 10 秒`,
};

function toSettings(raw: RawSettings, warnings: readonly Issue[]): Settings {
  const main = channelSettings('settings', raw);
  return {
    bareNumbers: raw.bareNumbers ?? 'countryCode',
    strict: raw.strictPhoneRegionNumberCheck === true,
    timeoutMs: Math.min(raw.timeoutMs ?? DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS),
    main,
    routes: (raw.routes ?? []).map(({ countries, ...route }, index) => ({
      countries,
      channel: channelSettings(`routes[${index}]`, route, main),
    })),
    fallbacks: (raw.fallbacks ?? []).map((fallback, index) =>
      channelSettings(`fallbacks[${index}]`, fallback, main),
    ),
    guard: raw.guard,
    warnings,
  };
}
