import type { CommandSpec, OptionSpec } from '../../command.ts';
import { logtoOptions, outputOptions, settingsFile, showNumbers, yes } from '../shared-options.ts';

const dryRun: OptionSpec = {
  flags: '--dry-run',
  text: { en: 'show the change and stop', zh: '只显示改动，不执行' },
};

export const logtoCommand: CommandSpec = {
  name: 'logto',
  summary: {
    en: 'install the connector in Logto, set it up and enable it',
    zh: '把连接器装入 Logto、完成设置并启用',
  },
  examples: ['logto push --logto https://auth.example.com', 'logto enable --dry-run'],
  commands: [
    {
      name: 'install',
      arguments: [
        {
          name: '<folder>',
          text: {
            en: 'Logto’s source tree or image folder, or the connectors folder mounted into it',
            zh: 'Logto 源码树或镜像目录，或挂载进去的 connectors 目录',
          },
        },
      ],
      summary: {
        en: 'install the built connector in a Logto installation',
        zh: '把构建好的连接器装入 Logto',
      },
      options: [
        {
          flags: '--uninstall',
          text: { en: 'remove it again', zh: '移除已安装的连接器' },
        },
        ...outputOptions,
      ],
      examples: ['logto install /etc/logto', 'logto install ./connectors --uninstall'],
      load: () => import('./install.ts'),
    },
    {
      name: 'push',
      summary: {
        en: 'create or update the connector in Logto from a settings file, or for a gateway',
        zh: '在 Logto 中创建或更新连接器：用设置文件，或指向网关',
      },
      options: [
        settingsFile,
        {
          flags: '--gateway <url>',
          text: {
            en: 'set up Logto’s HTTP SMS connector for this gateway instead (token: ALIYUN_SMS_GATEWAY_TOKEN or prompt)',
            zh: '改用 Logto 的 HTTP SMS 连接器并指向该网关（令牌取 ALIYUN_SMS_GATEWAY_TOKEN 或提示输入）',
          },
        },
        {
          flags: '--test <number>',
          text: {
            en: 'let Logto send a test message to this number first; save only if it succeeds',
            zh: '先让 Logto 向该号码试发，成功才保存',
          },
        },
        yes,
        showNumbers,
        ...logtoOptions,
        ...outputOptions,
      ],
      examples: ['logto push --settings sms.json', 'logto push --gateway https://sms.example.com'],
      load: () => import('./push.ts'),
    },
    {
      name: 'webhooks',
      arguments: [
        {
          name: '<gateway>',
          text: {
            en: 'URL at which Logto reaches the gateway',
            zh: 'Logto 访问网关的地址',
          },
        },
      ],
      summary: {
        en: 'let Logto report entered codes to the gateway, so that the guard no longer counts them',
        zh: '让 Logto 告知网关哪些验证码已被输入，使防刷不再计入',
      },
      options: [
        {
          flags: '--key-file <file>',
          text: {
            en: 'write the signing key to this file as the gateway’s variable, readable only by you',
            zh: '把签名密钥以网关环境变量的形式写入该文件，仅您本人可读',
          },
        },
        { flags: '--show-key', text: { en: 'print the signing key', zh: '显示签名密钥' } },
        {
          flags: '--test',
          text: {
            en: 'let Logto post a test event to the gateway, which must already have the key',
            zh: '让 Logto 向网关发送测试事件（网关须已有密钥）',
          },
        },
        ...logtoOptions,
        ...outputOptions,
      ],
      examples: [
        'logto webhooks https://sms.example.com --key-file webhook.env',
        'logto webhooks https://sms.example.com --test',
      ],
      load: () => import('./webhooks.ts'),
    },
    {
      name: 'pull',
      summary: {
        en: 'write the settings stored in Logto to a file, readable only by you',
        zh: '把 Logto 中的设置写入文件，仅您本人可读',
      },
      options: [
        {
          ...settingsFile,
          text: {
            en: 'file to write; default aliyun-sms.settings.json',
            zh: '要写入的文件，默认 aliyun-sms.settings.json',
          },
        },
        {
          flags: '--overwrite',
          text: { en: 'overwrite an existing file', zh: '覆盖已有的文件' },
        },
        ...logtoOptions,
        ...outputOptions,
      ],
      examples: ['logto pull', 'logto pull --settings sms.json --overwrite'],
      load: () => import('./pull.ts'),
    },
    {
      name: 'migrate',
      summary: {
        en: 'migrate from the official Aliyun SMS connector, or back',
        zh: '从 Logto 官方阿里云短信连接器迁移过来，或退回',
      },
      options: [
        dryRun,
        {
          flags: '--keep <file>',
          text: {
            en: 'file for the old settings; default logto-sms-before-migration.json',
            zh: '旧设置的保存位置，默认 logto-sms-before-migration.json',
          },
        },
        {
          flags: '--undo <file>',
          text: { en: 'restore the settings saved in this file', zh: '恢复该文件中保存的设置' },
        },
        yes,
        ...logtoOptions,
        ...outputOptions,
      ],
      examples: ['logto migrate --dry-run', 'logto migrate --undo logto-sms-before-migration.json'],
      load: () => import('./migrate.ts'),
    },
    {
      name: 'enable',
      summary: {
        en: 'enable phone sign-up and sign-in without removing anything',
        zh: '开启手机号注册与登录，不移除任何已有方式',
      },
      options: [
        dryRun,
        {
          flags: '--replace-sign-up',
          text: {
            en: 'replace sign-up by user name, the default of a fresh Logto, with sign-up by phone',
            zh: '注册方式为用户名时（新装 Logto 的默认值），改为手机号注册',
          },
        },
        yes,
        ...logtoOptions,
        ...outputOptions,
      ],
      examples: ['logto enable --dry-run', 'logto enable --replace-sign-up --yes'],
      load: () => import('./enable.ts'),
    },
    {
      name: 'test',
      arguments: [
        { name: '<number>', text: { en: 'phone number to send to', zh: '接收短信的手机号码' } },
      ],
      summary: {
        en: 'let Logto send a test message, as Console’s “Send” does',
        zh: '让 Logto 发送测试短信，与控制台的“发送”相同',
      },
      options: [
        {
          ...settingsFile,
          text: {
            en: 'settings to test; default: those stored in Logto',
            zh: '要测试的设置文件；默认用 Logto 中已有的设置',
          },
        },
        showNumbers,
        ...logtoOptions,
        ...outputOptions,
      ],
      examples: ['logto test +8613800138000', 'logto test 8613800138000 --settings sms.json'],
      load: () => import('./test.ts'),
    },
  ],
};
