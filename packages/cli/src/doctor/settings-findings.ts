import {
  countsUnverified,
  failureOf,
  fieldName,
  Refusal,
  type InvalidSettings,
  type RefusalReason,
  type Settings,
} from 'aliyun-sms-sender';
import type { Words } from '../language.ts';
import { channelsOf, type EverySend, type PlannedRefusal } from '../settings/every-send.ts';
import { unknownCountries } from '../settings/sample-numbers.ts';
import { ok, problem, warning, type Finding } from './finding.ts';

/** Why the connector refuses the settings, field by field. */
export const invalid = ({ issues }: InvalidSettings): readonly Finding[] =>
  issues.map(({ path, message }) =>
    problem(
      'settings.refused',
      { en: `${fieldName(path)}: ${message.en}`, zh: `${fieldName(path)}：${message.zh}` },
      {
        en: 'Fix it in the settings: until then the connector refuses every message.',
        zh: '请修正设置：按现在的设置，连接器会拒绝所有短信。',
      },
    ),
  );

/** What the settings say by themselves, before anybody is asked. */
export const planned = (
  settings: Settings,
  sends: EverySend,
  environment: Environment,
): readonly Finding[] => [
  ...settings.warnings.map(({ path, message }) =>
    warning(
      'settings.warning',
      { en: `${fieldName(path)}: ${message.en}`, zh: `${fieldName(path)}：${message.zh}` },
      { en: 'Correct or remove it.', zh: '请更正或删除该项。' },
    ),
  ),
  ...unknownCountries(settings, channelsOf(settings)).map((country) =>
    warning(
      'settings.country',
      {
        en: `${country} is not a country with phone numbers`,
        zh: `${country} 不是有电话号码的国家或地区`,
      },
      { en: 'Correct or remove the country code.', zh: '请更正或删除该国家代码。' },
    ),
  ),
  ...unplannable(sends),
  guard(settings, environment),
];

type Environment = Readonly<Record<string, string | undefined>>;

/** Nothing is wrong where an operator serves some places only, and somebody asks from elsewhere. */
const MEANT_SO: ReadonlySet<RefusalReason> = new Set(['country-refused']);
/** Wrong wherever it is met: nobody chooses a channel for it to stay silent. */
const ALWAYS_WRONG: ReadonlySet<RefusalReason> = new Set([
  'sender-id-text-missing',
  'variable-missing',
  'variable-illegal',
]);

function unplannable({ uses, refusals }: EverySend): readonly Finding[] {
  const wrong = refusals.filter(
    ({ refusal: { reason }, named }) =>
      // Settings by which nothing can be sent are meant for nobody.
      uses.length === 0 || (named && !MEANT_SO.has(reason)) || ALWAYS_WRONG.has(reason),
  );
  if (wrong.length === 0) {
    return [
      ok('settings.usage-types', {
        en: 'Every usage type of Logto has a template',
        zh: 'Logto 的每种用途都有对应的短信内容',
      }),
    ];
  }
  return wrong.map((one) =>
    problem('settings.refused', whatOf(one), {
      en: 'Every message of this kind is refused before anything is sent.',
      zh: '此类短信都会在发送前被拒绝。',
    }),
  );
}

/** `SignIn to US, CA: …` */
function whatOf({ refusal, countries, usageTypes }: PlannedRefusal): Words {
  const { reason, detail } = refusal;
  const isVariable = reason.startsWith('variable-');
  const { en, zh } = failureOf(
    new Refusal(reason, isVariable && detail !== undefined ? { detail } : {}),
  ).operatorText;
  const [types, places] = [[...usageTypes], [...countries]];
  return {
    en: `${types.join(', ')} to ${places.join(', ')}: ${en}`,
    zh: `${types.join('、')} 发往 ${places.join('、')}：${zh}`,
  };
}

/** Without a feed a window fills with the codes of honest people, too. */
const NOBODY_TELLS = warning(
  'settings.guard-feed',
  {
    en: 'The abuse guard counts codes until they are entered ("unverified"), and nobody tells it of those: no place is given back',
    zh: '防刷只计尚未输入的验证码（unverified），但没有任何来源告知哪些已输入：名额不会归还',
  },
  {
    en: 'Let the gateway take Logto’s webhooks (ALIYUN_SMS_GATEWAY_WEBHOOK_KEY, on one Redis with the connector), or size the guard without a feed: init --people <number>.',
    zh: '请让网关接收 Logto 的 webhook（ALIYUN_SMS_GATEWAY_WEBHOOK_KEY，并与连接器共用一个 Redis），或按无来源重新设置：init --people <人数>。',
  },
);

function guard({ guard: set }: Settings, environment: Environment): Finding {
  if (set) {
    return countsUnverified(set) && !environment['ALIYUN_SMS_GATEWAY_WEBHOOK_KEY']
      ? NOBODY_TELLS
      : ok('settings.guard', { en: 'The abuse guard is on', zh: '防刷保护已开启' });
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
