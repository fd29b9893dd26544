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
export const invalid = ({ issues, warnings }: InvalidSettings): readonly Finding[] => [
  ...issues.map((issue) =>
    problem('settings.refused', issueWords(issue), {
      en: 'Fix it in the settings: until then the connector refuses every message.',
      zh: '请修正设置：按现在的设置，连接器会拒绝所有短信。',
    }),
  ),
  ...doubtful(warnings),
];

type Issue = InvalidSettings['issues'][number];

const issueWords = ({ path, message }: Issue): Words => ({
  en: `${fieldName(path)}: ${message.en}`,
  zh: `${fieldName(path)}：${message.zh}`,
});

const doubtful = (warnings: readonly Issue[]): readonly Finding[] =>
  warnings.map((issue) =>
    warning('settings.warning', issueWords(issue), {
      en: 'Correct or remove it.',
      zh: '请更正或删除该项。',
    }),
  );

/** What can be found in the settings alone, without any request. */
export const planned = (
  settings: Settings,
  sends: EverySend,
  environment: Environment,
): readonly Finding[] => [
  ...doubtful(settings.warnings),
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

/** Not a mistake: an operator may serve some countries only. */
const INTENDED: ReadonlySet<RefusalReason> = new Set(['country-refused']);
/** A mistake even in countries that the settings do not name. */
const ALWAYS_WRONG: ReadonlySet<RefusalReason> = new Set([
  'sender-id-text-missing',
  'variable-missing',
  'variable-illegal',
]);

function unplannable({ uses, refusals }: EverySend): readonly Finding[] {
  const wrong = refusals.filter(
    ({ refusal: { reason }, named }) =>
      // Settings with which nothing can be sent are always a mistake.
      uses.length === 0 || (named && !INTENDED.has(reason)) || ALWAYS_WRONG.has(reason),
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

/** Without a feed, codes of honest people fill the windows as well. */
const NO_FEED = warning(
  'settings.guard-feed',
  {
    en: 'The abuse guard counts codes until they are entered ("unverified"), but nothing reports entered codes to it: no place is given back',
    zh: '防刷只计尚未输入的验证码（unverified），但没有任何来源告知哪些已输入：名额不会退还',
  },
  {
    en: 'Let the gateway receive Logto’s webhooks (ALIYUN_SMS_GATEWAY_WEBHOOK_KEY, sharing a Redis with the connector), or size the guard for use without webhooks: init --people <number>.',
    zh: '请让网关接收 Logto 的 Webhook（ALIYUN_SMS_GATEWAY_WEBHOOK_KEY，并与连接器共用一个 Redis），或按没有 Webhook 的情况重新设置防刷：init --people <人数>。',
  },
);

function guard({ guard: set }: Settings, environment: Environment): Finding {
  if (set) {
    return countsUnverified(set) && !environment['ALIYUN_SMS_GATEWAY_WEBHOOK_KEY']
      ? NO_FEED
      : ok('settings.guard', { en: 'The abuse guard is on', zh: '防刷已开启' });
  }
  return warning(
    'settings.guard',
    { en: 'The abuse guard is off', zh: '防刷未开启' },
    {
      en: 'Set "guard": bots find open sign-up forms, and every SMS costs money. Start with mode "record".',
      zh: '请设置 guard：开放的注册表单会被机器人盯上，而每条短信都要付费。可先用 record 模式观察。',
    },
  );
}
