import { existsSync } from 'node:fs';
import { endpointOf, siteOf } from '../../aliyun/account.ts';
import { allChannels, channelsOf, type ChannelSettings } from '../../aliyun/channels.ts';
import { isReadable, smsSettingsOf } from '../../aliyun/sms-settings.ts';
import type { Action, Context } from '../../command.ts';
import { checkChannel } from '../../doctor/channel.ts';
import { checkConnection } from '../../doctor/connection.ts';
import type { Finding } from '../../doctor/finding.ts';
import { checkLogto } from '../../doctor/logto.ts';
import { checkNetwork } from '../../doctor/network.ts';
import { checkSettings } from '../../doctor/settings.ts';
import { whatTheConnectorRefuses } from '../../doctor/connector-settings.ts';
import { openLogto } from '../../logto/access.ts';
import { ownSettings } from '../../logto/own-settings.ts';
import { readSettings, SETTINGS_FILE } from '../../logto/settings-file.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const work = examine(context);
  const findings = await output.progress({ en: 'Checking …', zh: '正在检查 …' }, work);
  const told = findings.map(({ check, level, text, next }) => ({
    check,
    level,
    text: output.text(text),
    next: next && output.text(next),
  }));
  const problems = findings.filter(({ level }) => level === 'problem').length;
  output.result({ problems, findings: told });
  for (const finding of findings) show(context, finding);
  const count = findings.length;
  output.print();
  output.print({
    en: `${count} checks, ${problems} problem${problems === 1 ? '' : 's'}.`,
    zh: `共 ${count} 项检查，${problems} 个问题。`,
  });
  return problems === 0 ? 0 : 1;
};

async function examine(context: Context): Promise<readonly Finding[]> {
  const { logto, file, written } = await openSettings(context);
  const refused = whatTheConnectorRefuses(written);
  // What has another shape than settings can only be told field by field.
  if (!isReadable(written) && refused.length > 0) return refused;
  const settings = smsSettingsOf(written, file);
  const channels = allChannels(channelsOf({ ...settings, site: siteOf(context, settings) }));
  const findings = [
    ...refused,
    ...checkSettings(settings, written),
    ...(await checkChannels(context, channels)),
  ];
  if (logto) findings.push(...(await checkLogto(logto, written)));
  // A fallback repeats much of what it falls back from.
  return [...new Map(findings.map((finding) => [finding.text.en, finding])).values()];
}

/** Without a file, Logto's own settings are looked at. */
async function openSettings(context: Context) {
  const { options, terminal } = context;
  const wantsLogto = options.text('logto') ?? terminal.environment['LOGTO_ENDPOINT'];
  const logto = wantsLogto ? await openLogto(context) : undefined;
  const named = options.text('settings');
  if (logto && named === undefined && !existsSync(SETTINGS_FILE)) {
    return { logto, file: 'Logto', written: await ownSettings(logto) };
  }
  const file = named ?? SETTINGS_FILE;
  return { logto, file, written: await readSettings(file) };
}

/** Each endpoint's network, then what is said there by each channel. */
async function checkChannels(
  context: Context,
  channels: readonly ChannelSettings[],
): Promise<readonly Finding[]> {
  const hostOf = (channel: ChannelSettings) => endpointOf(context, channel) ?? channel.endpoint;
  const findings: Finding[] = [];
  for (const host of new Set(channels.map(hostOf))) {
    // One after the other, for a report in the settings' order.
    // oxlint-disable-next-line no-await-in-loop
    const network = await checkEndpoint(host, context.terminal);
    findings.push(...network);
    if (network.some(({ check, level }) => check === 'connection' && level === 'problem')) continue;
    for (const channel of channels.filter((each) => hostOf(each) === host)) {
      // oxlint-disable-next-line no-await-in-loop
      findings.push(...(await checkChannel(context, channel)));
    }
  }
  return findings;
}

async function checkEndpoint(
  endpoint: string,
  { environment, now }: Context['terminal'],
): Promise<Finding[]> {
  const network = await checkNetwork(new URL(endpoint), environment);
  return [...network, ...(await checkConnection(new URL(endpoint).origin, now))];
}

const MARKS = { ok: ['✓', 'green'], warning: ['!', 'yellow'], problem: ['✗', 'red'] } as const;

function show({ output }: Context, { level, text, next }: Finding): void {
  const [mark, colour] = MARKS[level];
  output.print(`${output.paint(colour, mark)} ${output.text(text)}`);
  if (next && level !== 'ok') output.print(`  ${output.paint('dim', '→')} ${output.text(next)}`);
}
