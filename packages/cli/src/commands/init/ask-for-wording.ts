import { countSegments, type Site, type SmsClient } from 'aliyun-sms-client';
import { confirm, line } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import type { Settings } from '../../logto/settings-file.ts';
import { textFlag } from '../../text-flag.ts';
import { chooseSignature } from './choose-signature.ts';
import { chooseMainlandTemplate, chooseTemplates } from './choose-templates.ts';
import { askForGift } from './gift-signature.ts';
import { showFiling } from './show-filing.ts';

export interface WordingOptions {
  readonly client: SmsClient;
  readonly site: Site;
  /** SMS authentication, with Aliyun's own signatures and templates. */
  readonly isMas: boolean;
  /** What the settings file contains. */
  readonly known: Settings;
  /** Saves what is settled, in case the run is interrupted. */
  readonly keep: (settled: Settings) => Promise<void>;
}

/** Settles signature, templates and texts, step by step. */
export async function askForWording(context: Context, wording: WordingOptions): Promise<Settings> {
  if (wording.isMas) return askForGift(context, wording.known);
  return wording.site === 'international'
    ? internationalSite(context, wording)
    : chinaSite(context, wording);
}

async function chinaSite(context: Context, wording: WordingOptions): Promise<Settings> {
  const signature = await askForSignature(context, wording);
  const templates = await chooseTemplates(context, wording.client, signature);
  return { signName: signature.signName, templates };
}

/** Accounts of the international site send a whole text without review to other countries, and use
 *  signature and template for the mainland. Unverified: that the China site's operations list their
 *  signatures and templates. */
async function internationalSite(context: Context, wording: WordingOptions): Promise<Settings> {
  const text = await askForText(context);
  const from = await askForSenderId(context, wording.known);
  await wording.keep({ ...from, templates: [{ usageType: 'Generic', text }] });
  if (!(await wantsMainland(context)))
    return { ...from, templates: [{ usageType: 'Generic', text }] };
  const signature = await askForSignature(context, wording);
  const china = await chooseMainlandTemplate(context, wording.client, signature);
  const template = { usageType: 'Generic', templateCode: { china }, text };
  return { ...from, signName: signature.signName, templates: [template] };
}

async function askForSignature(
  context: Context,
  { client, known, keep }: WordingOptions,
): Promise<Awaited<ReturnType<typeof chooseSignature>>> {
  const { signName: earlier, templates } = known;
  // A file with templates is complete: a person who runs this again may want to choose anew.
  const isOpen = templates === undefined || context.terminal.stdin.isTTY !== true;
  const settled = isOpen && typeof earlier === 'string' ? earlier : undefined;
  const signature = await chooseSignature(context, client, settled);
  const { signName } = signature;
  await keep({ signName });
  await showFiling(context, client, signName);
  return signature;
}

async function askForText(context: Context): Promise<string> {
  const { output } = context;
  const text =
    (await textFlag(context, 'text', '--text')) ??
    (await line(
      context,
      {
        en: 'Text for numbers outside mainland China, with the code as {{code}}',
        zh: '发往境外号码的文本，验证码写作 {{code}}',
      },
      {
        instead: {
          en: 'Pass --text, with the code as {{code}}.',
          zh: '请传入 --text，验证码写作 {{code}}。',
        },
        initial: 'Your verification code is {{code}}. It expires in 10 minutes.',
        problem: textProblem,
      },
    ));
  const problem = textProblem(text);
  if (problem) throw usageFailure(problem);
  const segments = countSegments(text.replaceAll(CODE, '123456'), 'overseas');
  output.print({
    en: `Overseas: ${text} (${segments} segment${segments === 1 ? '' : 's'})`,
    zh: `境外：${text}（计 ${segments} 条）`,
  });
  return text;
}

const CODE = /{{\s*code\s*}}/g;

const textProblem = (text: string) =>
  text.search(CODE) >= 0
    ? undefined
    : { en: 'The text does not contain {{code}}.', zh: '文本中没有 {{code}}。' };

async function askForSenderId(
  context: Context,
  known: Settings,
): Promise<{ readonly from?: string }> {
  const { options, terminal } = context;
  const given = options.text('from') ?? known['from'];
  if (typeof given === 'string') return { from: given };
  if (terminal.stdin.isTTY !== true) return {};
  const question = {
    en: 'Sender ID, which some countries require; may be empty',
    zh: '发送方 ID（SenderID），部分国家需要，可留空',
  };
  const instead = { en: 'Pass --from.', zh: '请传入 --from。' };
  const from = await line(context, question, { instead, optional: true });
  return from === '' ? {} : { from };
}

async function wantsMainland(context: Context): Promise<boolean> {
  const { options, terminal } = context;
  const flags = ['signName', 'template', 'templateText'];
  if (flags.some((flag) => options.text(flag) !== undefined)) return true;
  const question = {
    en: 'Send to mainland China as well? This requires a signature and a template.',
    zh: '是否也发往中国内地？需要签名和模板。',
  };
  return terminal.stdin.isTTY === true && confirm(context, question);
}
