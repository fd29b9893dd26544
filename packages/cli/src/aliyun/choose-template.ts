import type { PhoneNumber } from 'aliyun-sms-client';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';
import { readSmsSettings, templateFor } from './sms-settings.ts';

/** What one message goes out with. */
export interface Choice {
  readonly signName: string;
  readonly templateCode: string;
  /** The template's variables; `{{code}}` in a value stands for the code. */
  readonly params: Readonly<Record<string, string>>;
}

const DEFAULT_PARAMS = { code: '{{code}}' };

/** From the flags, and for what they leave open from the settings file and `--usage`. */
export async function chooseTemplate(context: Context, number: PhoneNumber): Promise<Choice> {
  const { options } = context;
  const flags = { signName: options.text('signName'), templateCode: options.text('template') };
  const fromFile = await settingsChoice(context, number);
  const signName = flags.signName ?? fromFile?.signName;
  const templateCode = flags.templateCode ?? fromFile?.templateCode;
  if (signName === undefined || templateCode === undefined) {
    throw usageFailure({
      en: 'Name a signature and a template with --sign-name and --template, or a settings file with --settings.',
      zh: '请用 --sign-name 和 --template 指定签名和模板，或用 --settings 指定设置文件。',
    });
  }
  const params = paramFlags(context) ?? fromFile?.params ?? DEFAULT_PARAMS;
  return { signName, templateCode, params };
}

async function settingsChoice(context: Context, number: PhoneNumber) {
  const file = context.options.text('settings');
  if (file === undefined) return undefined;
  const { templates, signNames, signName } = await readSmsSettings(file);
  const template = templateFor(templates, context.options.text('usage') ?? 'Generic');
  return {
    signName: template?.signName ?? forPlace(signNames, number) ?? signName,
    templateCode: forPlace(template?.templateCode, number),
    params: template?.params ?? DEFAULT_PARAMS,
  };
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
