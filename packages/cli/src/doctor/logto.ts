import { isDeepStrictEqual } from 'node:util';
import { CommandFailure } from '../failure.ts';
import { OWN_FACTORY } from '../logto/convert-official.ts';
import { HTTP_SMS_FACTORY } from '../logto/http-sms.ts';
import type {
  ConnectorFactory,
  LogtoConnector,
  ManagementApi,
  SignInExperience,
} from '../logto/management-api.ts';
import { asksForOther, isClosedToPhone, withPhone } from '../logto/phone-sign-in.ts';
import type { Settings } from '../logto/settings-file.ts';
import { storedSettings } from '../logto/stored-settings.ts';
import { ok, problem, warning, type Finding } from './finding.ts';
import { checkGateway } from './logto-gateway.ts';

/** Checks that Logto is reachable, has loaded the connector with the settings of the file (or uses a
 *  gateway), and lets people sign in by phone. */
export async function checkLogto(logto: ManagementApi, settings: Settings): Promise<Finding[]> {
  try {
    const reached = ok('logto.connection', { en: 'Logto is reachable', zh: '可以连接 Logto' });
    const [factories, connectors, experience] = await Promise.all([
      logto.connectorFactories(),
      logto.connectors(),
      logto.signInExperience(),
    ]);
    const rest = [...phone(experience), ...proxy(settings)];
    const http = connectors.find(({ connectorId }) => connectorId === HTTP_SMS_FACTORY);
    if (http) return [reached, ...(await checkGateway(logto, http, settings)), ...rest];
    const factory = factories.find(({ id }) => id === OWN_FACTORY);
    if (!factory) return [reached, NOT_INSTALLED];
    const own = connectors.find(({ connectorId }) => connectorId === OWN_FACTORY);
    return [
      reached,
      LOADED,
      ...sameBuild(factory, settings),
      setUp(factory, own, settings),
      ...rest,
    ];
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return [
      problem('logto.connection', error.text, {
        en: 'Check --logto, --app-id and the secret.',
        zh: '请检查 --logto、--app-id 和密钥。',
      }),
    ];
  }
}

const NOT_INSTALLED = problem(
  'logto.installed',
  {
    en: 'Logto has not loaded the connector: it is not installed, or its kit is incompatible',
    zh: 'Logto 没有加载本连接器：尚未安装，或 connector-kit 版本不匹配',
  },
  {
    en: 'Run "logto install", restart Logto, and look for "skip" in its first log lines.',
    zh: '请运行 logto install 并重启 Logto，然后在启动日志中查找 skip。',
  },
);

/** Logto only loads a connector whose kit version it accepts. Its Management API reports neither Logto's
 *  version nor the kit's. */
const LOADED = ok('logto.version', {
  en: 'Logto has loaded the connector, so its kit is compatible (its API reports no version)',
  zh: 'Logto 已加载本连接器，connector-kit 版本匹配（其 API 不提供版本号，无法直接比较）',
});

/** The loaded connector's form has every setting of the file, unless it is an older build. */
function sameBuild({ formItems }: ConnectorFactory, settings: Settings): Finding[] {
  if (!formItems) return [];
  const known = new Set(formItems.map(({ key }) => key));
  const unknown = Object.keys(settings).filter((key) => !known.has(key));
  if (unknown.length === 0) {
    const text = {
      en: 'The connector in Logto knows every setting of the file',
      zh: 'Logto 中的连接器认识文件中的全部设置',
    };
    return [ok('logto.build', text)];
  }
  return [
    warning(
      'logto.build',
      {
        en: `The connector in Logto does not know ${unknown.join(', ')}`,
        zh: `Logto 中的连接器不认识 ${unknown.join('、')}`,
      },
      {
        en: 'It is an older build, or the name is misspelt. Build, run "logto install", restart Logto.',
        zh: '它是旧版本，或名称拼写有误。请重新构建，运行 logto install 并重启 Logto。',
      },
    ),
  ];
}

function setUp(
  { formItems = [] }: ConnectorFactory,
  own: LogtoConnector | undefined,
  settings: Settings,
): Finding {
  if (!own) {
    return problem(
      'logto.settings',
      { en: 'Logto has no connector set up', zh: 'Logto 中还没有设置连接器' },
      { en: 'Run "logto push".', zh: '请运行 logto push。' },
    );
  }
  // Both as "push" and Console would store them: defaults written out are not a difference.
  const [here, there] = [storedSettings(settings), storedSettings(own.config)];
  const defaults = new Map(formItems.map(({ key, defaultValue }) => [key, asSaved(defaultValue)]));
  const meant = (stored: Settings, key: string) => asSaved(stored[key]) ?? defaults.get(key);
  const keys = new Set([...Object.keys(here), ...Object.keys(there)]);
  const different = [...keys].filter(
    (key) => !isDeepStrictEqual(meant(here, key), meant(there, key)),
  );
  if (different.length === 0) {
    return ok('logto.settings', {
      en: 'Logto has the settings of the file',
      zh: 'Logto 中的设置与文件一致',
    });
  }
  const list = different.join(', ');
  return warning(
    'logto.settings',
    { en: `Logto’s settings differ in ${list}`, zh: `Logto 中的设置与文件不同：${list}` },
    { en: 'Run "logto push", or correct the file.', zh: '请运行 logto push，或修正文件。' },
  );
}

/** Logto drops empty values when it saves. */
function asSaved(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  return typeof value === 'object' && Object.keys(value).length === 0 ? undefined : value;
}

function phone(experience: SignInExperience): Finding[] {
  const { steps } = withPhone(experience);
  // Otherwise sign-up may be among the steps.
  if (steps.length === 0) return [SIGN_IN_ON, ...signUp(experience)];
  const list = (language: 'en' | 'zh') => steps.map((step) => step[language]).join('; ');
  const off = problem(
    'logto.sign-in',
    { en: `Off in Logto: ${list('en')}`, zh: `Logto 中尚未开启：${list('zh')}` },
    { en: 'Run "logto enable".', zh: '请运行 logto enable。' },
  );
  return asksForOther(experience) ? [off, ...signUp(experience)] : [off];
}

const SIGN_IN_ON = ok('logto.sign-in', { en: 'Phone sign-in is on', zh: '手机号登录已开启' });

/** Only a warning: some operators create their users themselves. */
function signUp(experience: SignInExperience): Finding[] {
  if (!isClosedToPhone(experience)) return [];
  const off = experience.signInMode === 'SignIn';
  const asked = experience.signUp.identifiers.join(', ');
  return [
    warning(
      'logto.sign-up',
      off
        ? {
            en: 'Nobody can register by phone: registration is off',
            zh: '无法用手机号注册：注册已关闭',
          }
        : {
            en: `Nobody can register by phone: sign-up requires ${asked}`,
            zh: `无法用手机号注册：注册方式为 ${asked}`,
          },
      off
        ? {
            en: 'To let people register, enable it in Console: Sign-in & account.',
            zh: '如需用户自行注册，请在控制台的“登录与账户”中开启。',
          }
        : {
            en: 'To let people register by phone, run "logto enable --replace-sign-up".',
            zh: '如需手机号注册，请运行 logto enable --replace-sign-up。',
          },
    ),
  ];
}

function proxy(settings: Settings): Finding[] {
  if (!JSON.stringify(settings['guard'] ?? {}).includes('"perIp"')) return [];
  return [
    warning(
      'logto.proxy',
      {
        en: 'The guard counts by IP address, and Logto cannot be asked whether it sees users’ addresses',
        zh: '防刷按 IP 计数，但无法查询 Logto 能否看到用户的真实 IP',
      },
      {
        en: 'Behind a proxy, run Logto with TRUST_PROXY_HEADER=1: otherwise all users share one address.',
        zh: '如在反向代理之后，请为 Logto 设置 TRUST_PROXY_HEADER=1，否则所有用户共用一个 IP。',
      },
    ),
  ];
}
