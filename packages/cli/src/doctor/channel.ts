import type { SmsClient } from 'aliyun-sms-client';
import type { ChannelSettings } from 'aliyun-sms-sender';
import { reachChannel, type Account } from '../aliyun/account.ts';
import { TEST_TEMPLATE } from '../aliyun/test-pair.ts';
import type { Context } from '../command.ts';
import { CommandFailure } from '../failure.ts';
import type { PlannedUse } from '../settings/every-send.ts';
import { ok, problem, type Finding } from './finding.ts';
import { checkKey, checkRights } from './rights.ts';
import { checkSignature } from './signatures.ts';
import { checkTemplate, type TemplateUse } from './templates.ts';

/** Checks one channel in use: its key, its rights, its signatures and templates. */
export async function checkChannel(
  context: Context,
  channel: ChannelSettings,
  { uses, file }: { readonly uses: readonly PlannedUse[]; readonly file: string },
): Promise<readonly Finding[]> {
  const account = await reachChannel(context, channel, file).catch(unopened);
  if (account instanceof CommandFailure) return [noKey(account)];
  const { client, accessKeyId, source } = account;
  const now = context.terminal.now();
  const key = await checkKey(client, channel, { accessKeyId, now, source });
  if (key.level === 'problem') return [key];
  const templates = templateUses(uses);
  const isOwn = channel.channel !== 'mas';
  return [
    key,
    keySource(account),
    ...(await checkRights(client, uses, { now, reads: isOwn && templates.length > 0 })),
    ...(isOwn ? await checkTexts(client, templates) : grantedTemplates(templates)),
  ];
}

function unopened(error: unknown): CommandFailure {
  if (error instanceof CommandFailure && error.exitCode === 1) return error;
  throw error;
}

const noKey = ({ text }: CommandFailure): Finding =>
  problem('key', text, {
    en: 'Provide a key or a role in the environment of Logto’s process, and run this in the same environment.',
    zh: '请在 Logto 进程的环境中提供密钥或角色，并在同一环境中运行本命令。',
  });

const keySource = ({ accessKeyId, source }: Account): Finding =>
  ok('key.source', {
    en: `Access key ${accessKeyId} comes from: ${source.en}`,
    zh: `访问密钥 ${accessKeyId} 的来源：${source.zh}`,
  });

/** A template used for several usage types is checked once. */
function templateUses(uses: readonly PlannedUse[]): readonly TemplateUse[] {
  const all = uses.flatMap(({ message, region }) =>
    message.kind === 'template'
      ? [
          {
            templateCode: message.templateCode,
            signName: message.signName,
            params: Object.keys(message.templateParam),
            region,
          },
        ]
      : [],
  );
  return [...new Map(all.map((use) => [JSON.stringify(use), use])).values()];
}

const grantedTemplates = (uses: readonly TemplateUse[]): readonly Finding[] =>
  [...new Set(uses.map(({ templateCode }) => templateCode))].map((code) => grantedTemplate(code));

function grantedTemplate(shown: string): Finding {
  if (/^\d{6}$/.test(shown)) {
    return ok('mas.template', {
      en: `Template ${shown} is Aliyun’s own and needs no review`,
      zh: `模板 ${shown} 由阿里云提供，无需审核`,
    });
  }
  return problem(
    'mas.template',
    {
      en: `"${shown}" is not a template of SMS authentication`,
      zh: `“${shown}”不是短信认证的模板`,
    },
    {
      en: 'Use a granted template code such as 100001 and the signature granted with it: Phone Number Verification console → SMS authentication.',
      zh: '请使用系统赠送的模板（如 100001）及其配套签名：号码认证控制台 → 短信认证。',
    },
  );
}

async function checkTexts(client: SmsClient, uses: readonly TemplateUse[]): Promise<Finding[]> {
  const names = [...new Set(uses.map(({ signName }) => signName))];
  const signatures = await Promise.all(names.map((name) => checkSignature(client, name)));
  const templates = await Promise.all(uses.map((use) => checkTemplate(client, use)));
  const testNames = new Set(names.filter((_, index) => signatures[index]?.isTest));
  const mixed = uses.find(({ signName, templateCode }) =>
    testNames.has(signName) ? templateCode !== TEST_TEMPLATE : templateCode === TEST_TEMPLATE,
  );
  const findings = [...signatures.flatMap((signature) => signature.findings), ...templates.flat()];
  return mixed ? [...findings, testPair(mixed)] : findings;
}

const testPair = ({ signName, templateCode }: TemplateUse): Finding =>
  problem(
    'test-pair',
    {
      en: `【${signName}】 and ${templateCode} mix test and production`,
      zh: `【${signName}】与 ${templateCode} 混用了测试与正式资源`,
    },
    {
      en: 'Aliyun’s test signature and test template only work with each other, and only for numbers bound in the console. Use your own signature and template.',
      zh: '阿里云的测试签名和测试模板只能成对使用，且只能发到控制台绑定的号码。请使用自己的签名和模板。',
    },
  );
