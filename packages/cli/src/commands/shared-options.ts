import type { OptionSpec } from '../command.ts';
import { LANGUAGES, languageOf } from '../language.ts';
import { sites } from './choices.ts';

/** Options of every command, for its output. */
export const outputOptions: readonly OptionSpec[] = [
  {
    flags: '--json',
    text: { en: 'print one JSON document instead of text', zh: '输出一个 JSON 文档，不输出文字' },
  },
  {
    flags: '--lang <language>',
    text: { en: 'en or zh; default: as LANG says', zh: '语言：en 或 zh，默认取 LANG' },
    choices: LANGUAGES,
    read: languageOf,
  },
];

export const showNumbers: OptionSpec = {
  flags: '--show-numbers',
  text: { en: 'print phone numbers in full', zh: '完整显示手机号码' },
};

export const yes: OptionSpec = {
  flags: '-y, --yes',
  text: { en: 'proceed without asking', zh: '不再询问，直接执行' },
};

export const showCodes: OptionSpec = {
  flags: '--show-codes',
  text: { en: 'print codes in full', zh: '完整显示验证码' },
};

/** How to reach Aliyun, and with which key. */
export const reachOptions: readonly OptionSpec[] = [
  {
    flags: '--endpoint <url>',
    text: {
      en: 'where to send calls, for example to the sandbox: http://127.0.0.1:4086',
      zh: '接入地址，例如沙箱：http://127.0.0.1:4086',
    },
  },
  {
    flags: '--site <name>',
    text: {
      en: 'Aliyun site of the account: china (default) or international',
      zh: '账号所属站点：china 中国站（默认）或 international 国际站',
    },
    choices: sites,
  },
  {
    flags: '--profile <name>',
    text: {
      en: 'profile in ~/.aliyun/config.json; default ALIBABA_CLOUD_PROFILE or the current one',
      zh: '~/.aliyun/config.json 中的配置，默认取 ALIBABA_CLOUD_PROFILE 或当前配置',
    },
  },
  {
    flags: '--access-key-id <id>',
    text: {
      en: 'access key id; its secret is read from ALIBABA_CLOUD_ACCESS_KEY_SECRET or a prompt',
      zh: '访问密钥 ID；其 Secret 取 ALIBABA_CLOUD_ACCESS_KEY_SECRET 或提示输入',
    },
  },
  {
    flags: '--secret-stdin',
    text: { en: 'read the secret from standard input', zh: '从标准输入读取密钥' },
  },
  ...outputOptions,
];

export const settingsInUse: OptionSpec = {
  flags: '--settings <file>',
  text: {
    en: 'connector settings with key and endpoint; default: the environment, then aliyun-sms.settings.json in this folder, then the profile of the Aliyun CLI',
    zh: '含密钥和接入地址的连接器设置；默认依次取环境变量、当前目录的 aliyun-sms.settings.json、阿里云 CLI 的配置',
  },
};

/** Options of every command that calls Aliyun with the key of the settings. */
export const accountOptions: readonly OptionSpec[] = [settingsInUse, ...reachOptions];

/** How to reach a Logto's Management API. */
export const logtoOptions: readonly OptionSpec[] = [
  {
    flags: '--logto <url>',
    text: {
      en: 'URL of Logto; default LOGTO_ENDPOINT',
      zh: 'Logto 地址，默认取 LOGTO_ENDPOINT',
    },
  },
  {
    flags: '--app-id <id>',
    text: {
      en: 'machine-to-machine app; default LOGTO_APP_ID (its secret: LOGTO_APP_SECRET or prompt)',
      zh: '机器对机器应用 ID，默认取 LOGTO_APP_ID（密钥取 LOGTO_APP_SECRET 或提示输入）',
    },
  },
  {
    flags: '--resource <identifier>',
    text: {
      en: 'Management API identifier; default: that of the Logto Cloud tenant, else https://default.logto.app/api',
      zh: 'Management API 标识；默认取 Logto Cloud 租户自身的，否则为 https://default.logto.app/api',
    },
  },
  {
    flags: '--secret-stdin',
    text: { en: 'read the app’s secret from standard input', zh: '从标准输入读取应用密钥' },
  },
];

/** For commands that call both. Without `--secret-stdin`, which would be ambiguous. */
export const accountAndLogtoOptions: readonly OptionSpec[] = [
  ...reachOptions,
  ...logtoOptions,
].filter(({ flags }) => flags !== '--secret-stdin');

export const settingsFile: OptionSpec = {
  flags: '--settings <file>',
  text: {
    en: 'settings of the connector; default aliyun-sms.settings.json',
    zh: '连接器设置文件，默认 aliyun-sms.settings.json',
  },
};

/** For the reviewers of signatures and templates. */
export const remark = {
  flags: '--remark <text>',
  text: { en: 'a note to the reviewers', zh: '给审核人员的说明' },
};

export const phoneNumber = {
  name: '<number>',
  text: { en: 'phone number, preferably with its country code', zh: '手机号码，最好带国家码' },
};
