import type { PhoneNumber } from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import type { ChannelSettings, Template } from '../settings/channels.ts';
import type { Destination } from './destination.ts';
import { localeChain } from './locale.ts';
import { byPlace } from './by-place.ts';
import { signNameFor } from './sign-name.ts';
import { render, renderParams } from './variables.ts';

/** What Logto wants to send. */
export interface Content {
  readonly usageType: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** BCP 47, from the payload. */
  readonly locale: string | undefined;
}

/** What one channel will send to one number, ready for the client. */
export type Message =
  | {
      readonly kind: 'template';
      readonly templateCode: string;
      readonly signName: string;
      readonly templateParam: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'text'; readonly text: string; readonly from: string | undefined };

/**
 * Chooses the template and fills it in.
 *
 * First the usage type, then `Generic`, then the old `Test`. Among the entries for the number's country
 * it is the one in the message's language, or the first without a language.
 */
export function composeMessage(
  channel: ChannelSettings,
  destination: Destination,
  content: Content,
): Message {
  const { number } = destination;
  if (channel.channel === 'mas' && number.region !== 'mainland') {
    throw new Refusal('mainland-only', { detail: channel.label });
  }
  const abroad = channel.channel === 'international' && number.region === 'overseas';
  return abroad
    ? textMessage(channel, number, content)
    : templateMessage(channel, destination, content);
}

function textMessage(channel: ChannelSettings, number: PhoneNumber, content: Content): Message {
  const template = chooseTemplate(channel.templates, content, (entry) => entry.text !== undefined);
  if (template?.text === undefined) {
    throw new Refusal('sender-id-text-missing', { detail: placeOf(channel, number, content) });
  }
  return { kind: 'text', text: render(template.text, content.payload, 'text'), from: channel.from };
}

function templateMessage(
  channel: ChannelSettings,
  { number, declaredOnly }: Destination,
  content: Content,
): Message {
  const template = chooseTemplate(
    channel.templates,
    content,
    (entry) => codeFor(entry, number) !== undefined,
  );
  const templateCode = template && codeFor(template, number);
  if (template === undefined || templateCode === undefined) {
    // An operator may serve only the mainland on purpose, so an overseas number is not a mistake.
    const reason = number.region === 'mainland' ? 'template-missing' : 'country-uncovered';
    throw new Refusal(reason, { detail: placeOf(channel, number, content) });
  }
  if (declaredOnly && typeof template.templateCode === 'string') {
    throw new Refusal('number-ambiguous', { detail: placeOf(channel, number, content) });
  }
  return {
    kind: 'template',
    templateCode,
    signName: signNameFor(template, channel, number),
    templateParam: renderParams(template.params, content.payload),
  };
}

const placeOf = ({ label }: ChannelSettings, { country }: PhoneNumber, { usageType }: Content) =>
  `${usageType}, ${country}, ${label}`;

function chooseTemplate(
  templates: readonly Template[],
  { usageType, locale }: Content,
  fits: (template: Template) => boolean,
): Template | undefined {
  for (const type of [usageType, 'Generic', 'Test']) {
    const candidates = templates.filter((entry) => entry.usageType === type && fits(entry));
    if (candidates.length > 0) {
      return inLanguage(candidates, locale) ?? candidates[0];
    }
  }
  return undefined;
}

function inLanguage(
  candidates: readonly Template[],
  locale: string | undefined,
): Template | undefined {
  const anyLanguage = candidates.find(({ locales }) => locales.length === 0);
  // Most settings have no languages at all, so there is nothing to compare.
  if (locale === undefined || candidates.every(({ locales }) => locales.length === 0)) {
    return anyLanguage;
  }
  for (const tag of localeChain(locale)) {
    const found = candidates.find(({ locales }) => locales.includes(tag));
    if (found !== undefined) {
      return found;
    }
  }
  return anyLanguage;
}

function codeFor({ templateCode }: Template, number: PhoneNumber): string | undefined {
  return typeof templateCode === 'object' ? byPlace(templateCode, number) : templateCode;
}
