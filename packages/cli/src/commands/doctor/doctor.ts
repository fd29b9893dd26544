import type { ChannelSettings } from 'aliyun-sms-sender';
import type { Action, Context } from '../../command.ts';
import { checkChannel } from '../../doctor/channel.ts';
import { copiedValues } from '../../doctor/copied-values.ts';
import { checkConnection } from '../../doctor/connection.ts';
import type { Finding } from '../../doctor/finding.ts';
import { checkLogto } from '../../doctor/logto.ts';
import { checkNetwork } from '../../doctor/network.ts';
import { invalid, planned } from '../../doctor/settings-findings.ts';
import { unusedKeys } from '../../doctor/unused-keys.ts';
import type { ManagementApi } from '../../logto/management-api.ts';
import { openLogto } from '../../logto/access.ts';
import { ownSettings } from '../../logto/own-settings.ts';
import { readSettings, SETTINGS_FILE } from '../../logto/settings-file.ts';
import { connectorSettings } from '../../settings/connector-settings.ts';
import { settingsToExamine, type FoundSettings } from '../../settings/find-settings.ts';
import { everySend, type PlannedUse } from '../../settings/every-send.ts';
import { stepJson } from '../../settings/step-json.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const work = examine(context);
  const { findings, uses } = await output.progress({ en: 'Checking …', zh: '正在检查 …' }, work);
  const json = findings.map(({ check, level, text, next }) => ({
    check,
    level,
    text: output.text(text),
    next: next && output.text(next),
  }));
  const problems = findings.filter(({ level }) => level === 'problem').length;
  output.result({ problems, findings: json, sends: uses.map((use) => useJson(use)) });
  for (const finding of findings) show(context, finding);
  const count = findings.length;
  output.print();
  output.print({
    en: `${count} check${count === 1 ? '' : 's'}, ${problems} problem${problems === 1 ? '' : 's'}.`,
    zh: `共 ${count} 项检查，${problems} 个问题。`,
  });
  return problems === 0 ? 0 : 1;
};

interface Examined {
  readonly findings: readonly Finding[];
  /** What some message would be sent with. */
  readonly uses: readonly PlannedUse[];
}

async function examine(context: Context): Promise<Examined> {
  const { options, terminal } = context;
  const found = await settingsToExamine(context);
  const address = options.text('logto') ?? terminal.environment['LOGTO_ENDPOINT'];
  const logto = address ? await openLogto(context) : undefined;
  const settings = found ?? (await withoutFile(logto));
  const { findings, uses } = await examineSettings(context, settings);
  const inLogto = logto ? await checkLogto(logto, settings.stored) : [];
  // Logto has been asked for its webhook: only the gateway needs the key in its environment.
  const isAsked = inLogto.some(({ check }) => check === 'logto.webhook');
  const all = [
    ...findings.filter(({ check }) => !(isAsked && check === 'settings.guard-feed')),
    ...inLogto,
  ];
  // Without duplicates: a fallback repeats much of the main channel.
  return {
    findings: [...new Map(all.map((finding) => [finding.text.en, finding])).values()],
    uses,
  };
}

/** Without a settings file, the settings in Logto are checked. */
const withoutFile = async (logto: ManagementApi | undefined): Promise<FoundSettings> =>
  logto
    ? { file: 'Logto', stored: await ownSettings(logto) }
    : { file: SETTINGS_FILE, stored: await readSettings(SETTINGS_FILE) };

/** With settings that the connector refuses nothing is sent, so nothing at Aliyun is checked. */
async function examineSettings(
  context: Context,
  { stored, file }: FoundSettings,
): Promise<Examined> {
  const settings = connectorSettings(context, stored);
  if ('issues' in settings) {
    return { findings: [...invalid(settings), ...copiedValues(stored)], uses: [] };
  }
  const sends = everySend(settings);
  const findings = [
    ...planned(settings, sends, context.terminal.environment),
    ...copiedValues(stored),
    ...unusedKeys(stored),
    ...(await checkChannels(context, sends.uses, file)),
  ];
  return { findings, uses: sends.uses };
}

/** For each endpoint, the network, then each channel that uses it. */
async function checkChannels(
  context: Context,
  uses: readonly PlannedUse[],
  file: string,
): Promise<readonly Finding[]> {
  const channels: ReadonlySet<ChannelSettings> = new Set(uses.map(({ channel }) => channel));
  const findings: Finding[] = [];
  for (const host of new Set([...channels].map(({ endpoint }) => endpoint))) {
    // In turn, to report in the order of the settings.
    // oxlint-disable-next-line no-await-in-loop
    const network = await checkEndpoint(host, context.terminal);
    findings.push(...network);
    if (network.some(({ check, level }) => check === 'connection' && level === 'problem')) continue;
    for (const channel of [...channels].filter(({ endpoint }) => endpoint === host)) {
      const own = uses.filter((use) => use.channel === channel);
      // oxlint-disable-next-line no-await-in-loop
      findings.push(...(await checkChannel(context, channel, { uses: own, file })));
    }
  }
  return findings;
}

const useJson = ({ channel, message }: PlannedUse): object => ({
  ...stepJson({ channel, message }),
  ...(message.kind === 'template' && { variables: Object.keys(message.templateParam) }),
});

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
