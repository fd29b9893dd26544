import type { SmsClient } from 'aliyun-sms-client';
import { openAccount } from '../aliyun/account.ts';
import type { ChannelSettings } from '../aliyun/channels.ts';
import type { Context } from '../command.ts';
import { ok, problem, type Finding } from './finding.ts';
import { checkKey, checkRights } from './rights.ts';
import { placesOf, templateUses } from './settings.ts';
import { checkSignature } from './signatures.ts';
import { checkTemplate, type TemplateUse } from './templates.ts';

/** One way that the settings name: its key, its rights, its words. */
export async function checkChannel(
  context: Context,
  channel: ChannelSettings,
): Promise<readonly Finding[]> {
  const { client, accessKeyId } = await openAccount(context, channel);
  const now = context.terminal.now();
  const key = await checkKey(client, channel, { accessKeyId, now });
  if (key.level === 'problem') return [key];
  const uses = templateUses(channel);
  return [
    key,
    ...(await checkRights(client, channel, { now, reads: uses.length > 0 })),
    ...ownWords(channel),
    ...(await checkTexts(client, uses)),
  ];
}

/** What no registry of Aliyun's can be asked about. */
function ownWords(settings: ChannelSettings): readonly Finding[] {
  const { channel, countries, templates } = settings;
  if (channel === 'mas') {
    const codes = templates.flatMap((template) => placesOf(template).map(([, code]) => code));
    return codes.map((code) => grantedTemplate(code));
  }
  const isAbroad = countries?.some((country) => country !== 'CN') ?? true;
  const isSilent = templates.every(({ text }) => text === undefined);
  const noText = channel === 'international' && isAbroad && isSilent ? [NO_TEXT] : [];
  return noText;
}

function grantedTemplate(shown: string): Finding {
  if (/^\d{6}$/.test(shown)) {
    return ok('mas.template', {
      en: `Template ${shown} is Aliyun’s own: there is no review to look at`,
      zh: `模板 ${shown} 由阿里云提供，无需审核`,
    });
  }
  return problem(
    'mas.template',
    {
      en: `"${shown}" is no template of SMS authentication`,
      zh: `“${shown}”不是短信认证的模板`,
    },
    {
      en: 'Take a granted code such as 100001 and the signature granted with it: Phone Number Verification console → SMS authentication.',
      zh: '请使用系统赠送的模板（如 100001）及其配套签名：号码认证控制台 → 短信认证。',
    },
  );
}

const NO_TEXT = problem(
  'template.text',
  { en: 'No template has a text for numbers abroad', zh: '没有模板为境外号码提供 text' },
  {
    en: 'The international API takes a whole text there: set "text" beside the usage type, the code as {{code}}.',
    zh: '国际站接口在境外发送完整文本：请在用途旁填写 text，验证码写作 {{code}}。',
  },
);

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
