import type { PhoneNumber } from 'aliyun-sms-client';
import {
  planMessage,
  readSettings,
  type Issue,
  type Message,
  type RefusalReason,
  type SendPlan,
  type Settings,
  type Step,
} from 'aliyun-sms-sender';
import { accountInUse, siteOf } from '../../aliyun/account.ts';
import { typedNumber } from '../../aliyun/recipient.ts';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import type { Words } from '../../language.ts';
import { settingsNamed, settingsToExamine } from '../../settings/find-settings.ts';
import { refused } from '../../settings/refusal-failure.ts';
import { connectorSettings, valid } from '../../settings/connector-settings.ts';
import type { Settings as Stored } from '../../logto/settings-file.ts';
import { textFlag } from '../../text-flag.ts';

/** What the command sends, and by which channels. */
export interface PlannedSend extends SendPlan {
  readonly usageType: string;
  readonly timeoutMs: number;
  /** What is valid in the settings, and yet not as it seems. */
  readonly warnings: readonly Issue[];
}

/** By the settings where a file is named, or where one is here and the flags have no words; else by the
 *  flags alone. */
export async function planSend(context: Context, code: string): Promise<PlannedSend> {
  const flags = await wordFlags(context);
  const isWorded = [flags.signName, flags.template, flags.text].some((word) => word !== undefined);
  const found = isWorded ? await settingsNamed(context) : await settingsToExamine(context);
  return found === undefined
    ? byFlags(context, flags, code)
    : bySettings(context, flags, { stored: found.stored, code });
}

interface WordFlags {
  readonly signName: string | undefined;
  readonly template: string | undefined;
  readonly params: Readonly<Record<string, string>> | undefined;
  readonly text: string | undefined;
  readonly from: string | undefined;
}

/** Exactly as the connector would; words of the flags take the place of those that it would send. */
async function bySettings(
  context: Context,
  flags: WordFlags,
  { stored, code }: { readonly stored: Stored; readonly code: string },
): Promise<PlannedSend> {
  const [to = ''] = context.arguments;
  const settings = valid(connectorSettings(context, stored));
  const { number, steps, ...rest } = plan(context, settings, { to, code });
  const wanted = context.options.text('channel');
  const fitting = steps.filter(({ channel }) => wanted === undefined || channel.channel === wanted);
  const [first, ...others] = fitting.map((step) => inWords(step, flags, code));
  if (first !== undefined) return { number, steps: [first, ...others], ...rest };
  const planned = steps.map(({ channel }) => channel.channel).join(', ');
  throw usageFailure({
    en: `By these settings no message to this number goes by ${wanted}, only by ${planned}.`,
    zh: `按此设置，发往该号码的短信不走 ${wanted}，只走 ${planned}。`,
  });
}

/** The flags are settings of one template; that it is for this number goes without saying. */
async function byFlags(context: Context, flags: WordFlags, code: string): Promise<PlannedSend> {
  const { options } = context;
  const number = await typedNumber(context);
  const { signName, template, params, text, from } = flags;
  if (template === undefined && text === undefined) throw usageFailure(missing(context, number));
  const account = await accountInUse(context);
  const { accessKeyId, accessKeySecret, endpoint } = account;
  const settings = readSettings({
    credentials: accessKeyId === undefined ? 'environment' : account.credentials,
    site: siteOf(context, account),
    accessKeyId,
    accessKeySecret,
    endpoint,
    channel: options.text('channel'),
    signName,
    from,
    templates: [{ usageType: 'Generic', templateCode: forAnyPlace(template), params, text }],
  });
  if ('issues' in settings && (signName === undefined || template === undefined)) {
    throw usageFailure(NAME_WORDS);
  }
  return plan(context, valid(settings), { to: number.e164, code, byFlags: true });
}

const forAnyPlace = (template: string | undefined) =>
  template === undefined ? undefined : { china: template, overseas: template };

const NAME_WORDS: Words = {
  en: 'Name a signature and a template with --sign-name and --template, or a settings file with --settings.',
  zh: '请用 --sign-name 和 --template 指定签名和模板，或用 --settings 指定设置文件。',
};

const NAME_TEXT: Words = {
  en: 'The international API takes a whole text abroad: give it with --text, the code as {{code}}, or as "text" of a template in the settings.',
  zh: '国际站接口向境外发送完整文本：请用 --text 给出（验证码写作 {{code}}），或在设置的模板中填写 text。',
};

function missing(context: Context, { region }: PhoneNumber): Words {
  const channel = context.options.text('channel') ?? siteOf(context);
  return channel === 'international' && region === 'overseas' ? NAME_TEXT : NAME_WORDS;
}

/** Where no file is named, the way out is a flag. */
const BY_FLAGS: Readonly<Partial<Record<RefusalReason, Words>>> = {
  'template-missing': NAME_WORDS,
  'country-uncovered': NAME_WORDS,
  'sign-name-missing': NAME_WORDS,
  'sender-id-text-missing': NAME_TEXT,
};

function plan(
  { options }: Context,
  settings: Settings,
  asked: { readonly to: string; readonly code: string; readonly byFlags?: boolean },
): PlannedSend {
  const { to, code } = asked;
  const usageType = options.text('usage') ?? 'Generic';
  const locale = options.text('locale');
  const payload = locale === undefined ? { code } : { code, locale };
  const planned = planMessage(settings, { to, usageType, payload, locale });
  const { timeoutMs, warnings } = settings;
  if (!('refusal' in planned)) return { ...planned, usageType, timeoutMs, warnings };
  const { refusal } = planned;
  if (asked.byFlags !== true) throw refused(refusal);
  const words = BY_FLAGS[refusal.reason];
  throw words === undefined ? refused(refusal, 2) : usageFailure(words);
}

function inWords({ channel, message }: Step, flags: WordFlags, code: string): Step {
  return { channel, message: reworded(message, flags, code) };
}

function reworded(message: Message, flags: WordFlags, code: string): Message {
  const fill = (value: string) => value.replaceAll(/{{\s*code\s*}}/g, code);
  const { signName, template, params, text, from } = flags;
  if (message.kind === 'text') {
    return {
      ...message,
      text: text === undefined ? message.text : fill(text),
      from: from ?? message.from,
    };
  }
  const given = Object.entries(params ?? {}).map(([name, value]) => [name, fill(value)] as const);
  return {
    ...message,
    signName: signName ?? message.signName,
    templateCode: template ?? message.templateCode,
    templateParam: params === undefined ? message.templateParam : Object.fromEntries(given),
  };
}

async function wordFlags(context: Context): Promise<WordFlags> {
  const { options } = context;
  return {
    signName: options.text('signName'),
    template: options.text('template'),
    params: paramFlags(context),
    text: await textFlag(context, 'text', '--text'),
    from: options.text('from'),
  };
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
