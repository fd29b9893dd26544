import { SITES, type Site } from 'aliyun-sms-client';
import { accountIn, openAccount, type Account } from '../../aliyun/account.ts';
import { askForWording } from './ask-for-wording.ts';
import { choose, confirm, hidden, line } from '../../ask.ts';
import type { Action, Context } from '../../command.ts';
import { CommandFailure, usageFailure } from '../../failure.ts';
import { openLogto } from '../../logto/access.ts';
import { warnIfTracked } from '../../logto/warn-if-tracked.ts';
import { agreeToReplace } from '../../logto/agree-to-replace.ts';
import { keptWording } from './kept-wording.ts';
import { settleGuard } from './settle-guard.ts';
import { withPhone } from '../../logto/phone-sign-in.ts';
import { saveConnector } from '../../logto/save-connector.ts';
import { storedSettings } from '../../logto/stored-settings.ts';
import {
  settingsSoFar,
  SETTINGS_FILE,
  writePrivateFile,
  type Settings,
} from '../../logto/settings-file.ts';
import type { FoundSettings } from '../../settings/find-settings.ts';
import { pasteable } from '../../pasteable.ts';
import { shownSettings } from '../../logto/show-settings.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const file = options.text('settings') ?? SETTINGS_FILE;
  const known = await settingsSoFar(file);
  const isMas = (options.text('channel') ?? known['channel']) === 'mas';
  const site = isMas ? 'china' : await settleSite(context, known);
  const account = await accountOf(context, { stored: { ...known, site }, file });
  const basis = await basisOf(context, account, { known, site });
  const keep = (settled: Settings) => writePrivateFile(file, { ...basis, ...settled });
  const kept = keptWording(context, known, account.accessKeyId);
  const words =
    kept ?? (await askForWording(context, { client: account.client, site, isMas, known, keep }));
  await keep(words);
  const guard = await settleGuard(context, { known, words, keepsCountries: kept !== undefined });
  // As Logto stores them, so that Console shows what the file says.
  const settings = storedSettings({ ...basis, ...words, ...guard });
  await writePrivateFile(file, settings);
  output.verbatim(shownSettings(settings));
  output.print({
    en: `✓ Written to ${file}, readable only by you.`,
    zh: `✓ 已写入 ${file}，仅您本人可读。`,
  });
  await warnIfTracked(context, file);
  const pushed = await pushIfWanted(context, settings);
  output.result({ file, pushed, settings: JSON.parse(shownSettings(settings)) as unknown });
  printNextSteps(context, pushed);
};

/** The settings without signature, templates and guard. */
async function basisOf(
  context: Context,
  account: Account,
  { known, site }: { readonly known: Settings; readonly site: Site },
): Promise<Settings> {
  const channel = context.options.text('channel');
  const isExplicit = site === 'international' || known['site'] !== undefined;
  return {
    ...known,
    ...(isExplicit ? { site } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(await credentialSettings(context, account)),
    ...(account.endpoint === undefined ? {} : { endpoint: account.endpoint }),
  };
}

function printNextSteps(context: Context, pushed: boolean): void {
  const { output } = context;
  const next = [
    pasteable(context, ['doctor'], ['settings']),
    ...(pushed
      ? []
      : [
          pasteable(context, ['logto', 'push'], ['settings']),
          pasteable(context, ['logto', 'enable'], []),
        ]),
  ];
  output.print({ en: 'Next:', zh: '下一步：' });
  for (const command of next) output.verbatim(`  ${command}`);
}

/** From the flag or an earlier run; else a person is asked, and a script means the China site. */
async function settleSite(context: Context, known: Settings): Promise<Site> {
  const { options, terminal } = context;
  const earlier = Object.keys(known).length > 0 ? (known['site'] ?? 'china') : undefined;
  const named = SITES.find((site) => site === (options.text('site') ?? earlier));
  if (named) return named;
  if (terminal.stdin.isTTY !== true) return 'china';
  return choose(
    context,
    { en: 'Aliyun site of the account', zh: '账号所属站点' },
    [
      { value: 'china', label: 'China 中国站', hint: 'aliyun.com' },
      { value: 'international', label: 'International 国际站', hint: 'alibabacloud.com' },
    ],
    { en: 'Pass --site.', zh: '请传入 --site。' },
  );
}

/** The account from flags, file or environment; without one, a person is asked. */
async function accountOf(context: Context, known: FoundSettings): Promise<Account> {
  const inFile = accountIn(known);
  try {
    return await openAccount(context, inFile);
  } catch (error) {
    const mayAsk = context.terminal.stdin.isTTY === true;
    if (!mayAsk || !(error instanceof CommandFailure) || error.exitCode === 2) throw error;
  }
  const instead = { en: 'Pass --access-key-id.', zh: '请传入 --access-key-id。' };
  const id = await line(context, { en: 'AccessKey id', zh: 'AccessKey ID' }, { instead });
  const secret = await hidden(context, { en: 'Its secret', zh: '对应的密钥' }, instead);
  return openAccount(context, {
    ...inFile,
    accessKeyId: id,
    accessKeySecret: secret,
    place: undefined,
  });
}

/** The key itself, or the setting by which Logto's process takes it from its environment. */
async function credentialSettings({ options }: Context, account: Account): Promise<object> {
  if (options.text('credentials') === 'environment') return { credentials: 'environment' };
  const { accessKeyId, accessKeySecret, securityToken } = await account.credentials();
  if (securityToken === undefined) return { accessKeyId, accessKeySecret };
  throw usageFailure({
    en: 'This key is temporary: in the settings it would soon expire. Use --credentials environment, or a permanent key.',
    zh: '这是临时密钥，写入设置后很快会失效。请使用 --credentials environment 或长期密钥。',
  });
}

/** With `--push`, or if LOGTO_ENDPOINT is set and a person agrees. */
async function pushIfWanted(context: Context, settings: Record<string, unknown>): Promise<boolean> {
  const { options, output, terminal } = context;
  const mayAsk = terminal.stdin.isTTY === true && terminal.environment['LOGTO_ENDPOINT'];
  const question = {
    en: 'Write the settings to Logto and enable phone sign-in?',
    zh: '写入 Logto 并开启手机号登录？',
  };
  if (!options.flag('push') && !(mayAsk && (await confirm(context, question)))) return false;
  const logto = await openLogto(context);
  await agreeToReplace(context, await logto.connectors());
  const { id } = await saveConnector(logto, settings);
  const { next, steps } = withPhone(await logto.signInExperience());
  if (steps.length > 0) await logto.updateSignInExperience(next);
  output.print({
    en: `✓ Written to Logto: connector ${id}.`,
    zh: `✓ 已写入 Logto，连接器 ${id}。`,
  });
  for (const step of steps) output.print(`+ ${output.text(step)}`);
  return true;
}
