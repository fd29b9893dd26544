import { openAccount, type Account } from '../aliyun/account.ts';
import { pickSignature } from '../aliyun/pick-signature.ts';
import { pickTemplates } from '../aliyun/pick-templates.ts';
import { confirm, hidden, line } from '../ask.ts';
import type { Action, Context } from '../command.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
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
  const templateCode = await pickTemplates(context, account.client, signName);
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
