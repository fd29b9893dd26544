import { openAccount } from '../aliyun/account.ts';
import { channelsOf } from '../aliyun/channels.ts';
import { smsSettingsOf } from '../aliyun/sms-settings.ts';
import type { Action, Context } from '../command.ts';
import { checkConnection } from '../doctor/connection.ts';
import { problem, type Finding } from '../doctor/finding.ts';
import { checkLogto } from '../doctor/logto.ts';
import { checkKey, checkRights } from '../doctor/rights.ts';
import { checkSettings, templateUses } from '../doctor/settings.ts';
import { checkSignature } from '../doctor/signatures.ts';
import { checkTemplate, type TemplateUse } from '../doctor/templates.ts';
import { openLogto } from '../logto/access.ts';
import { readSettings, SETTINGS_FILE } from '../logto/settings-file.ts';
import type { SmsClient } from 'aliyun-sms-client';

const ALIYUN = 'https://dysmsapi.aliyuncs.com';

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
  const { options, terminal } = context;
  const file = options.text('settings') ?? SETTINGS_FILE;
  const written = await readSettings(file);
  const settings = smsSettingsOf(written, file);
  const { main } = channelsOf(settings);
  const { client, accessKeyId, endpoint = ALIYUN } = await openAccount(context, main);
  const findings: Finding[] = checkSettings(settings);
  findings.push(...(await checkConnection(endpoint, terminal.now)));
  if (!has(findings, 'connection')) {
    findings.push(await checkKey(client, accessKeyId));
    if (!has(findings, 'key')) {
      findings.push(...(await checkRights(client, terminal.now())));
      findings.push(...(await checkTexts(client, templateUses(main))));
    }
  }
  const wantsLogto = options.text('logto') ?? terminal.environment['LOGTO_ENDPOINT'];
  if (wantsLogto) findings.push(...(await checkLogto(await openLogto(context), written)));
  return findings;
}

/** What builds on a failed check would only repeat its failure. */
const has = (findings: readonly Finding[], failed: string): boolean =>
  findings.some(({ check, level }) => check === failed && level === 'problem');

async function checkTexts(client: SmsClient, uses: readonly TemplateUse[]): Promise<Finding[]> {
  const names = [...new Set(uses.map(({ signName }) => signName).filter(Boolean))];
  const signatures = await Promise.all(names.map((name) => checkSignature(client, name)));
  const templates = await Promise.all(uses.map((use) => checkTemplate(client, use)));
  const testNames = new Set(names.filter((_, index) => signatures[index]?.isTest));
  const mixed = uses.find(({ signName, templateCode }) =>
    testNames.has(signName) ? templateCode !== TEST_TEMPLATE : templateCode === TEST_TEMPLATE,
  );
  const findings = [...signatures.flatMap((signature) => signature.findings), ...templates.flat()];
  return mixed ? [...findings, testPair(mixed)] : findings;
}

/** Aliyun's ready-made test template; it goes with the test signature alone, to bound numbers. */
const TEST_TEMPLATE = 'SMS_154950909';

const testPair = ({ signName, templateCode }: TemplateUse): Finding =>
  problem(
    'test-pair',
    {
      en: `【${signName}】 and ${templateCode} mix a test one with a formal one`,
      zh: `【${signName}】与 ${templateCode} 混用了测试与正式资源`,
    },
    {
      en: 'Aliyun’s test signature and test template go together only, and only to numbers bound in the console. Use your own two.',
      zh: '阿里云的测试签名和测试模板只能成对使用，且只能发到控制台绑定的号码。请使用自己的签名和模板。',
    },
  );

const MARKS = { ok: ['✓', 'green'], warning: ['!', 'yellow'], problem: ['✗', 'red'] } as const;

function show({ output }: Context, { level, text, next }: Finding): void {
  const [mark, colour] = MARKS[level];
  output.print(`${output.paint(colour, mark)} ${output.text(text)}`);
  if (next && level !== 'ok') output.print(`  ${output.paint('dim', '→')} ${output.text(next)}`);
}
