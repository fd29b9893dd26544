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

/** What the command sends, and through which channels. */
export interface PlannedSend extends SendPlan {
  readonly usageType: string;
  readonly timeoutMs: number;
  /** Settings that are valid but probably not what was meant. */
  readonly warnings: readonly Issue[];
}

/** Plans with the settings if a file is named, or if the current folder has one and no flag names a
 *  template or text; else with the flags alone. */
export async function planSend(context: Context, code: string): Promise<PlannedSend> {
  const flags = await wordFlags(context);
  const hasWords = [flags.signName, flags.template, flags.text].some((word) => word !== undefined);
  const found = hasWords ? await settingsNamed(context) : await settingsToExamine(context);
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

/** Exactly as the connector would; signature, template and text from flags replace the planned ones. */
async function bySettings(
  context: Context,
  flags: WordFlags,
  { stored, code }: { readonly stored: Stored; readonly code: string },
): Promise<PlannedSend> {
  const [to = ''] = context.arguments;
  const settings = valid(connectorSettings(context, stored));
  const { number, steps, ...rest } = plan(context, settings, { to, code });
  const named = context.options.text('channel');
  const matching = steps.filter(({ channel }) => named === undefined || channel.channel === named);
  const [first, ...others] = matching.map((step) => inWords(step, flags, code));
  if (first !== undefined) return { number, steps: [first, ...others], ...rest };
  const planned = steps.map(({ channel }) => channel.channel).join(', ');
  throw usageFailure({
    en: `With these settings, no message to this number uses the channel ${named}, only ${planned}.`,
    zh: `按此设置，发往该号码的短信不会使用通道 ${named}，只会使用 ${planned}。`,
  });
}

/** Treats the flags as settings with one template, which serves this number whatever its region. */
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
    templates: [{ usageType: 'Generic', templateCode: forAnyRegion(template), params, text }],
  });
  if ('issues' in settings && (signName === undefined || template === undefined)) {
    throw usageFailure(TEMPLATE_NEEDED);
  }
  return plan(context, valid(settings), { to: number.e164, code, byFlags: true });
}

const forAnyRegion = (template: string | undefined) =>
  template === undefined ? undefined : { china: template, overseas: template };

const TEMPLATE_NEEDED: Words = {
  en: 'Pass a signature and a template with --sign-name and --template, or a settings file with --settings.',
  zh: '请用 --sign-name 和 --template 指定签名和模板，或用 --settings 指定设置文件。',
};

const TEXT_NEEDED: Words = {
  en: 'To other countries, the international API sends a whole text: pass it with --text, with the code as {{code}}, or set "text" of a template in the settings.',
  zh: '国际站接口发往境外时使用完整文本：请用 --text 传入（验证码写作 {{code}}），或在设置的模板中填写 text。',
};

function missing(context: Context, { region }: PhoneNumber): Words {
  const channel = context.options.text('channel') ?? siteOf(context);
  return channel === 'international' && region === 'overseas' ? TEXT_NEEDED : TEMPLATE_NEEDED;
}

/** Without a settings file, the remedy is a flag. */
const BY_FLAGS: Readonly<Partial<Record<RefusalReason, Words>>> = {
  'template-missing': TEMPLATE_NEEDED,
  'country-uncovered': TEMPLATE_NEEDED,
  'sign-name-missing': TEMPLATE_NEEDED,
  'sender-id-text-missing': TEXT_NEEDED,
};

function plan(
  { options }: Context,
  settings: Settings,
  { to, code, byFlags: isByFlags }: Readonly<{ to: string; code: string; byFlags?: boolean }>,
): PlannedSend {
  const usageType = options.text('usage') ?? 'Generic';
  const locale = options.text('locale');
  const payload = locale === undefined ? { code } : { code, locale };
  const planned = planMessage(settings, { to, usageType, payload, locale });
  const { timeoutMs, warnings } = settings;
  if (!('refusal' in planned)) return { ...planned, usageType, timeoutMs, warnings };
  const { refusal } = planned;
  if (isByFlags !== true) throw refused(refusal);
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

/** `--param name=value`, repeated; undefined without one. */
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
