import type { PhoneNumber } from 'aliyun-sms-client';
import type { ChannelSettings, Template } from './channel-settings.ts';
import { localeChain } from './locale.ts';
import { Refusal } from './refusal.ts';
import { render, renderParams } from './variables.ts';

/** What Logto asks to be said. */
export interface Content {
  readonly usageType: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** BCP 47, from the payload. */
  readonly locale: string | undefined;
}

/** What one channel will say to one number; ready for the wire. */
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
 * Usage type first, then `Generic`, then the old `Test`; among those that have something for the
 * number's country the one in the message's language, else the first without a language.
 */
export function composeMessage(
  channel: ChannelSettings,
  number: PhoneNumber,
  content: Content,
): Message {
  if (channel.channel === 'mas' && number.region !== 'mainland') {
    throw new Refusal('mainland-only', { detail: channel.label });
  }
  const abroad = channel.channel === 'international' && number.region === 'overseas';
  return abroad ? textMessage(channel, number, content) : templateMessage(channel, number, content);
}

function textMessage(channel: ChannelSettings, number: PhoneNumber, content: Content): Message {
  const template = chooseTemplate(channel.templates, content, (entry) => entry.text !== undefined);
  if (template?.text === undefined) {
    throw new Refusal('sender-id-text-missing', { detail: placeOf(channel, number, content) });
  }
  return { kind: 'text', text: render(template.text, content.payload, 'text'), from: channel.from };
}

function templateMessage(channel: ChannelSettings, number: PhoneNumber, content: Content): Message {
  const template = chooseTemplate(
    channel.templates,
    content,
    (entry) => codeFor(entry, number) !== undefined,
  );
  const templateCode = template && codeFor(template, number);
  if (template === undefined || templateCode === undefined) {
    throw new Refusal('template-missing', { detail: placeOf(channel, number, content) });
  }
  refuseStranger(template, number);
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
  // Most settings name no language at all: then there is nothing to compare.
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

/** By country before region. `CN` and `china` say the same. */
function byPlace(
  values: Readonly<Record<string, string>>,
  { country, region }: PhoneNumber,
): string | undefined {
  return values[country] ?? values[region === 'mainland' ? 'china' : 'overseas'];
}

function codeFor({ templateCode }: Template, number: PhoneNumber): string | undefined {
  return typeof templateCode === 'object' ? byPlace(templateCode, number) : templateCode;
}

/**
 * 11 digits that may be +1 or a bare mainland number are read as +1. With one code for all numbers
 * nobody knows for which of the two the template was meant; the message could reach a stranger.
 */
function refuseStranger({ templateCode, usageType }: Template, number: PhoneNumber): void {
  if (number.ambiguous && number.region === 'overseas' && typeof templateCode === 'string') {
    throw new Refusal('number-ambiguous', { detail: `the template of ${usageType}` });
  }
}

function signNameFor(template: Template, channel: ChannelSettings, number: PhoneNumber): string {
  const signName = template.signName ?? byPlace(channel.signNames, number) ?? channel.signName;
  if (signName === undefined) {
    throw new Refusal('sign-name-missing', { detail: `${number.country}, ${channel.label}` });
  }
  return signName;
}
