import type { PhoneNumber } from 'aliyun-sms-client';
import { failureOf, planMessage, type Step } from 'aliyun-sms-sender';
import type { Context } from '../command.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import { connectorSettings } from '../logto/connector-settings.ts';
import { textFlag } from '../text-flag.ts';
import { siteOf } from './account.ts';
import { typedNumber } from './recipient.ts';
import { allChannels, channelsOf, CHANNELS, type ChannelSettings } from './channels.ts';
import { readSmsSettings, type SmsSettings, type TemplateEntry } from './sms-settings.ts';

/** What one message goes out with, and through what. */
export interface Choice {
  readonly number: PhoneNumber;
  readonly channel: ChannelSettings;
  readonly wording: Wording;
}

/** Variables' values and free text hold `{{code}}` where the code belongs. */
export type Wording =
  | {
      readonly kind: 'template';
      readonly signName: string;
      readonly templateCode: string;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'text'; readonly text: string; readonly from: string | undefined };

const DEFAULT_PARAMS = { code: '{{code}}' };
/** Aliyun's own templates of SMS authentication hold both; Logto's codes live ten minutes. */
const MAS_PARAMS = { code: '{{code}}', min: '10' };

/**
 * With settings and no words of its own, what the connector would send; else from the flags, and for
 * what they leave open from the settings. What the connector refuses of a number is refused here too.
 */
export async function chooseMessage(context: Context, code: string): Promise<Choice> {
  const file = context.options.text('settings');
  if (file === undefined) return byFlags(context, {}, await typedNumber(context));
  const planned = await plan(context, file, code);
  const isOwn = ['channel', 'signName', 'template', 'text', 'from'].some(
    (flag) => context.options.text(flag) !== undefined,
  );
  return isOwn || context.options.list('param').length > 0
    ? byFlags(context, await readSmsSettings(file), planned.number)
    : planned;
}

async function plan(context: Context, file: string, code: string): Promise<Choice> {
  const { options } = context;
  const settings = await connectorSettings(context, file);
  const [to = ''] = context.arguments;
  const usageType = options.text('usage') ?? 'Generic';
  const locale = options.text('locale');
  const planned = planMessage(settings, { to, usageType, payload: { code, locale }, locale });
  if ('refusal' in planned) throw new CommandFailure(failureOf(planned.refusal).operatorText);
  const { number, steps } = planned;
  return { number, ...choiceOf(steps[0]) };
}

function choiceOf({ channel, message }: Step): Omit<Choice, 'number'> {
  const { label, channel: name, site, endpoint, credentials } = channel;
  const key = credentials.kind === 'accessKey' ? credentials : { credentials: credentials.kind };
  return {
    channel: { label, channel: name, site, endpoint, ...key, templates: [] },
    wording: message.kind === 'text' ? message : { ...message, params: message.templateParam },
  };
}

async function byFlags(
  context: Context,
  settings: SmsSettings,
  number: PhoneNumber,
): Promise<Choice> {
  const channel = chooseChannel(context, settings, number);
  if (channel.channel === 'mas' && number.region === 'overseas') {
    throw usageFailure({
      en: 'SMS authentication (mas) reaches mainland numbers only. Name another way with --channel.',
      zh: '短信认证（mas）只能发往中国大陆号码。请用 --channel 指定其他通道。',
    });
  }
  const isText = channel.channel === 'international' && number.region === 'overseas';
  const wording = isText ? await freeText(context, channel) : template(context, channel, number);
  return { number, channel, wording };
}

/** As the connector does: the first route for the country, else the settings themselves. `--channel`
 *  takes the first way of that kind, a fallback too. */
function chooseChannel(
  context: Context,
  settings: SmsSettings,
  { country }: PhoneNumber,
): ChannelSettings {
  const { options } = context;
  const wanted = CHANNELS.find((name) => name === options.text('channel'));
  const channels = channelsOf({ ...settings, site: siteOf(context, settings) });
  const fitting = allChannels(channels)
    .filter(({ countries }) => countries?.includes(country) ?? true)
    .filter(({ channel }) => wanted === undefined || channel === wanted)
    .toSorted((a, b) => (b.countries ? 1 : 0) - (a.countries ? 1 : 0));
  const [first] = fitting;
  if (first) return first;
  return channelsOf({ ...settings, site: siteOf(context, settings), channel: wanted }).main;
}

async function freeText(context: Context, { templates, from }: ChannelSettings): Promise<Wording> {
  const { options } = context;
  const text =
    (await textFlag(context, 'text', '--text')) ??
    entryFor(context, templates, ({ text: own }) => own)?.text;
  if (text !== undefined) return { kind: 'text', text, from: options.text('from') ?? from };
  throw usageFailure({
    en: 'The international API takes a whole text abroad: give it with --text, the code as {{code}}, or as "text" of a template in the settings.',
    zh: '国际站接口向境外发送完整文本：请用 --text 给出（验证码写作 {{code}}），或在设置的模板中填写 text。',
  });
}

function template(context: Context, channel: ChannelSettings, number: PhoneNumber): Wording {
  const { options } = context;
  const entry = entryFor(context, channel.templates, ({ templateCode: code }) =>
    forPlace(code, number),
  );
  const signName = options.text('signName') ?? signNameOf(entry, channel, number);
  const templateCode = options.text('template') ?? forPlace(entry?.templateCode, number);
  if (signName === undefined || templateCode === undefined) {
    throw usageFailure({
      en: 'Name a signature and a template with --sign-name and --template, or a settings file with --settings.',
      zh: '请用 --sign-name 和 --template 指定签名和模板，或用 --settings 指定设置文件。',
    });
  }
  const usual = channel.channel === 'mas' ? MAS_PARAMS : DEFAULT_PARAMS;
  const params = paramFlags(context) ?? entry?.params ?? usual;
  return { kind: 'template', signName, templateCode, params };
}

const signNameOf = (
  entry: TemplateEntry | undefined,
  { signNames, signName }: ChannelSettings,
  number: PhoneNumber,
): string | undefined => entry?.signName ?? forPlace(signNames, number) ?? signName;

/** Of the usage type, else of Generic or the old Test, the first entry that has something to say. */
function entryFor(
  { options }: Context,
  templates: readonly TemplateEntry[],
  says: (entry: TemplateEntry) => string | undefined,
): TemplateEntry | undefined {
  return [options.text('usage') ?? 'Generic', 'Generic', 'Test']
    .map((type) => templates.find((entry) => entry.usageType === type && says(entry)))
    .find((found) => found !== undefined);
}

/** A value for the country, else for its side of the border. */
function forPlace(
  value: string | Readonly<Record<string, string>> | undefined,
  { country, region }: PhoneNumber,
): string | undefined {
  if (typeof value !== 'object') return value;
  return value[country] ?? value[region === 'mainland' ? 'china' : 'overseas'];
}

/** `--param name=value`, repeated; nothing without one. */
function paramFlags({ options }: Context): Record<string, string> | undefined {
  const pairs = options.list('param').map((pair) => {
    const at = pair.indexOf('=');
    if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)] as const;
    throw usageFailure({
      en: `--param takes name=value, not "${pair}".`,
      zh: `--param 需要 名称=值 的形式，而不是“${pair}”。`,
    });
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}
