import type { ChannelSettings } from '../aliyun/channels.ts';
import { templateFor, type SmsSettings, type TemplateEntry } from '../aliyun/sms-settings.ts';
import type { Settings } from '../logto/settings-file.ts';
import { ok, problem, warning, type Finding } from './finding.ts';
import type { TemplateUse } from './templates.ts';

/** What Logto 1.42 sends messages for. */
const USAGE_TYPES = [
  'SignIn',
  'Register',
  'ForgotPassword',
  'Generic',
  'OrganizationInvitation',
  'UserPermissionValidation',
  'BindNewIdentifier',
  'MfaVerification',
  'BindMfa',
];

/** What the settings say by themselves, before anybody is asked. */
export function checkSettings(settings: SmsSettings, written: Settings): Finding[] {
  return [placeholders(written), usageTypes(settings), guard(settings)].flatMap(
    (finding) => finding ?? [],
  );
}

function placeholders(settings: Settings): Finding | undefined {
  const [found] = JSON.stringify(settings).match(/<[a-z][a-z-]*>/i) ?? [];
  if (found === undefined) return undefined;
  return problem(
    'settings.placeholder',
    { en: `The settings still hold the placeholder ${found}`, zh: `设置中仍有占位符 ${found}` },
    {
      en: 'Replace it with the value from the Aliyun console.',
      zh: '请替换为阿里云控制台中的实际值。',
    },
  );
}

function usageTypes({ templates = [] }: SmsSettings): Finding {
  const missing = USAGE_TYPES.filter((usage) => templateFor(templates, usage) === undefined);
  if (missing.length === 0) {
    return ok('settings.usage-types', {
      en: 'Every usage type of Logto has a template',
      zh: 'Logto 的每种用途都有模板',
    });
  }
  return problem(
    'settings.usage-types',
    { en: `No template for ${missing.join(', ')}`, zh: `缺少模板：${missing.join('、')}` },
    {
      en: 'Add a template for Generic: it serves all types without their own.',
      zh: '请添加 Generic 模板：没有专用模板的用途都会使用它。',
    },
  );
}

function guard(settings: SmsSettings): Finding {
  if (settings.guard) {
    return ok('settings.guard', { en: 'The abuse guard is on', zh: '防刷保护已开启' });
  }
  return warning(
    'settings.guard',
    { en: 'The abuse guard is off', zh: '防刷保护未开启' },
    {
      en: 'Set "guard": an open sign-up form is found by bots, and every SMS costs. Begin with mode "record".',
      zh: '请设置 guard：开放的注册表单会被机器人盯上，每条短信都要付费。可先用 record 模式观察。',
    },
  );
}

/** Every template of one channel that Aliyun's registry holds, with each signature and place that it
 *  goes out with. Abroad the international API takes no template, and those of SMS authentication are
 *  Aliyun's own. */
export function templateUses(channel: ChannelSettings): TemplateUse[] {
  if (channel.channel === 'mas') return [];
  const { templates, signName, signNames } = channel;
  const uses = templates.flatMap((template) => {
    const params = Object.keys(template.params ?? { code: '{{code}}' });
    return placesOf(template).map(([place, templateCode]) => ({
      templateCode,
      params,
      region: regionOf(place),
      signName: template.signName ?? signNames?.[place] ?? signName ?? '',
    }));
  });
  const wanted = uses.filter(({ region }) => channel.channel === 'sms' || region !== 'overseas');
  // The same template under several usage types is one thing to check.
  return [...new Map(wanted.map((use) => [JSON.stringify(use), use])).values()];
}

/** The codes of a template by place; one code for all places stands under none. */
export function placesOf({ templateCode }: TemplateEntry): readonly (readonly [string, string])[] {
  if (typeof templateCode === 'object') return Object.entries(templateCode);
  return templateCode === undefined ? [] : [['', templateCode]];
}

function regionOf(place: string): TemplateUse['region'] {
  if (place === '') return undefined;
  return place === 'china' || place === 'CN' ? 'mainland' : 'overseas';
}
