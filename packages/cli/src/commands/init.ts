import type { SmsClient } from 'aliyun-sms-client';
import { openAccount, type Account } from '../aliyun/account.ts';
import { allPages } from '../aliyun/all-pages.ts';
import { reviewOf } from '../aliyun/review.ts';
import { choose, confirm, hidden, line } from '../ask.ts';
import type { Action, Context } from '../command.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import type { Localized } from '../language.ts';
import { openLogto } from '../logto/access.ts';
import { withPhone } from '../logto/phone-sign-in.ts';
import { saveConnector } from '../logto/save-connector.ts';
import { settingsSoFar, SETTINGS_FILE, writePrivateFile } from '../logto/settings-file.ts';
import { shownSettings } from '../logto/show-settings.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const file = options.text('settings') ?? SETTINGS_FILE;
  const known = await settingsSoFar(file);
  const account = await accountOf(context, known);
  const signName = await pickSignature(context, account.client);
  const templateCode = await pickTemplates(context, account.client);
  const settings = {
    ...known,
    ...(await credentialSettings(context, account)),
    ...(account.endpoint === undefined ? {} : { endpoint: account.endpoint }),
    signName,
    templates: [{ usageType: 'Generic', templateCode }],
  };
  await writePrivateFile(file, settings);
  output.print(shownSettings(settings));
  output.print({
    en: `✓ Written to ${file}, for you alone to read.`,
    zh: `✓ 已写入 ${file}，仅您本人可读。`,
  });
  const pushed = await pushIfWanted(context, settings);
  output.result({ file, pushed, settings: JSON.parse(shownSettings(settings)) as unknown });
  output.print({
    en: `Next: aliyun-sms doctor --settings ${file}${pushed ? '' : ' · aliyun-sms logto push · aliyun-sms logto enable'}`,
    zh: `下一步：aliyun-sms doctor --settings ${file}${pushed ? '' : ' · aliyun-sms logto push · aliyun-sms logto enable'}`,
  });
};

/** The account of flags, file or environment; without any, a person is asked. */
async function accountOf(
  context: Context,
  known: { readonly accessKeyId?: unknown; readonly accessKeySecret?: unknown },
): Promise<Account> {
  const { accessKeyId, accessKeySecret } = known;
  const inFile =
    typeof accessKeyId === 'string' && typeof accessKeySecret === 'string'
      ? { accessKeyId, accessKeySecret }
      : {};
  try {
    return await openAccount(context, inFile);
  } catch (error) {
    const mayAsk = context.terminal.stdin.isTTY === true;
    if (!mayAsk || !(error instanceof CommandFailure) || error.exitCode === 2) throw error;
  }
  const instead = { en: 'Pass --access-key-id.', zh: '请传入 --access-key-id。' };
  const id = await line(context, { en: 'AccessKey id', zh: 'AccessKey ID' }, { instead });
  const secret = await hidden(context, { en: 'Its secret', zh: '对应的密钥' }, instead);
  return openAccount(context, { accessKeyId: id, accessKeySecret: secret });
}

/** The key itself, or the word that the Logto process finds it in its own environment. */
async function credentialSettings({ options }: Context, account: Account): Promise<object> {
  if (options.text('credentials') === 'environment') return { credentials: 'environment' };
  const { accessKeyId, accessKeySecret, securityToken } = await account.credentials();
  if (securityToken === undefined) return { accessKeyId, accessKeySecret };
  throw usageFailure({
    en: 'This key is temporary and would soon be void in the settings. Use --credentials environment, or a permanent key.',
    zh: '这是临时密钥，写入设置后很快会失效。请使用 --credentials environment 或长期密钥。',
  });
}

async function pickSignature(context: Context, client: SmsClient): Promise<string> {
  const signs = await allPages(async (pageIndex) => {
    const page = await client.querySmsSignList({ pageIndex });
    return { items: page.signs, total: page.totalCount };
  });
  const items = signs.map(({ signName = '', status }) => ({
    value: signName,
    label: signName,
    state: reviewOf(status),
  }));
  return pick(context, items, {
    flag: '--sign-name',
    given: context.options.text('signName'),
    question: { en: 'Signature (签名)', zh: '签名' },
    none: {
      en: 'The account has no approved signature. Apply for one with "sign create"; then run init again.',
      zh: '账号没有已通过审核的签名。请先用 sign create 申请，再重新运行 init。',
    },
  });
}

/** One for the mainland; one for overseas too where the account has any. */
async function pickTemplates(context: Context, client: SmsClient): Promise<object> {
  const templates = await allPages(async (pageIndex) => {
    const page = await client.querySmsTemplateList({ pageIndex });
    return { items: page.templates, total: page.totalCount };
  });
  const ofType = (type: string) =>
    templates
      .filter(({ templateType }) => templateType === type)
      .map(({ templateCode = '', templateContent = '', status }) => ({
        value: templateCode,
        label: `${templateCode}  ${templateContent}`,
        state: reviewOf(status),
      }));
  const china = await pick(context, ofType('verification'), {
    flag: '--template',
    given: context.options.text('template'),
    question: { en: 'Template for mainland numbers', zh: '国内号码使用的模板' },
    none: {
      en: 'The account has no approved verification template. Apply for one with "template create"; then run init again.',
      zh: '账号没有已通过审核的验证码模板。请先用 template create 申请，再重新运行 init。',
    },
  });
  const given = context.options.text('templateOverseas');
  const abroad = ofType('international').filter(({ state }) => state.mark === '✓');
  const asks = given !== undefined || (abroad.length > 0 && context.terminal.stdin.isTTY === true);
  if (!asks) return { china };
  const overseas = await pick(context, [...abroad, NONE], {
    flag: '--template-overseas',
    given,
    question: { en: 'Template for overseas numbers', zh: '国际/港澳台号码使用的模板' },
    none: { en: 'There is no such template.', zh: '没有这样的模板。' },
  });
  return overseas === NONE.value ? { china } : { china, overseas };
}

const NONE = { value: '-', label: '—', state: reviewOf('approved') };

interface Item {
  readonly value: string;
  readonly label: string;
  readonly state: ReturnType<typeof reviewOf>;
}

interface Pick {
  readonly flag: string;
  readonly given: string | undefined;
  readonly question: Localized;
  readonly none: Localized;
}

/** What the flag names, the only one there is, or a person's choice among the approved. */
async function pick(context: Context, items: readonly Item[], wish: Pick): Promise<string> {
  const { flag, given } = wish;
  const approved = items.filter(({ state }) => state.mark === '✓');
  if (given !== undefined) {
    const item = items.find(({ value }) => value === given);
    if (item && approved.includes(item)) return given;
    const state = item?.state ?? { en: 'not in this account', zh: '不在该账号中' };
    throw new CommandFailure({
      en: `${flag} ${given} cannot be used: it is ${state.en}.`,
      zh: `${flag} ${given} 不可用：${state.zh}。`,
    });
  }
  const [only, another] = approved;
  if (!only) throw new CommandFailure(wish.none);
  if (!another) return only.value;
  return choose(context, wish.question, approved, {
    en: `Name one with ${flag}: ${approved.map(({ value }) => value).join(', ')}.`,
    zh: `请用 ${flag} 指定其一：${approved.map(({ value }) => value).join('、')}。`,
  });
}

/** `--push`, or a yes where Logto is named in the environment and a person is there. */
async function pushIfWanted(context: Context, settings: Record<string, unknown>): Promise<boolean> {
  const { options, output, terminal } = context;
  const mayAsk = terminal.stdin.isTTY === true && terminal.environment['LOGTO_ENDPOINT'];
  const question = {
    en: 'Write them into Logto and switch SMS on?',
    zh: '写入 Logto 并开启短信登录？',
  };
  if (!options.flag('push') && !(mayAsk && (await confirm(context, question)))) return false;
  const logto = await openLogto(context);
  const { id } = await saveConnector(logto, settings);
  const { next, steps } = withPhone(await logto.signInExperience());
  if (steps.length > 0) await logto.updateSignInExperience(next);
  output.print({ en: `✓ In Logto as connector ${id}.`, zh: `✓ 已写入 Logto，连接器 ${id}。` });
  for (const step of steps) output.print(`+ ${output.text(step)}`);
  return true;
}
