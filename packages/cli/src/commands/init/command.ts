import type { CommandSpec } from '../../command.ts';
import { accountAndLogtoOptions } from '../shared-options.ts';

export const initCommand: CommandSpec = {
  name: 'init',
  summary: {
    en: 'guided set-up: key, signature, templates, settings, Logto',
    zh: '引导式配置：密钥、签名、模板、设置文件、Logto',
  },
  options: [
    {
      flags: '--channel <name>',
      text: {
        en: 'sms (default), or mas: SMS authentication, with Aliyun’s gift signature and no review',
        zh: 'sms（默认）；mas：短信认证，使用阿里云赠送的签名，无需审核',
      },
      choices: ['sms', 'mas'],
    },
    {
      flags: '--sign-name <name>',
      text: {
        en: 'a signature; applied for with --qualification-id if it does not exist',
        zh: '签名；不存在时可配合 --qualification-id 申请',
      },
    },
    {
      flags: '--qualification-id <id>',
      text: {
        en: 'an approved qualification (资质), for a new signature',
        zh: '已通过审核的资质 ID，用于申请签名',
      },
    },
    {
      flags: '--template <code>',
      text: { en: 'template for mainland numbers', zh: '国内号码使用的模板' },
    },
    {
      flags: '--template-text <text>',
      text: {
        en: 'alternatively its text, or @file; applied for if no template has this text',
        zh: '也可传入模板内容或 @文件，没有相同内容的模板时提交申请',
      },
    },
    {
      flags: '--wait',
      text: {
        en: 'wait for reviews even without a terminal',
        zh: '没有终端时也等待审核结束',
      },
    },
    {
      flags: '--template-overseas <code>',
      text: { en: 'template for overseas numbers', zh: '国际/港澳台号码使用的模板' },
    },
    {
      flags: '--template-overseas-text <text>',
      text: {
        en: 'alternatively its text, or @file; applied for if no template has this text',
        zh: '也可传入模板内容或 @文件，没有相同内容的模板时提交申请',
      },
    },
    {
      flags: '--text <text>',
      text: {
        en: 'international site: text for overseas numbers, or @file, with the code as {{code}}',
        zh: '国际站：发往境外号码的文本或 @文件，验证码写作 {{code}}',
      },
    },
    {
      flags: '--from <id>',
      text: { en: 'international site: sender ID', zh: '国际站：发送方 ID（SenderID）' },
    },
    {
      flags: '--credentials <kind>',
      text: {
        en: 'accessKey (default): stored in the settings; environment: from Logto’s environment',
        zh: 'accessKey（默认）：写入设置；environment：由 Logto 进程的环境提供',
      },
      choices: ['accessKey', 'environment'],
    },
    {
      flags: '--settings <file>',
      text: {
        en: 'file to create or update; default aliyun-sms.settings.json',
        zh: '要创建或更新的文件，默认 aliyun-sms.settings.json',
      },
    },
    {
      flags: '--people <number>',
      text: {
        en: 'people who request a code on a busy day: sizes the abuse guard; 0 for no guard',
        zh: '繁忙时每天获取验证码的人数：据此设置防刷，0 表示不开启',
      },
    },
    {
      flags: '--countries <codes>',
      text: {
        en: 'for the guard: the only countries to send to, for example CN,HK',
        zh: '防刷允许发往的国家或地区，例如 CN,HK',
      },
    },
    {
      flags: '--feed',
      text: {
        en: 'for the guard: the gateway reports entered codes to it',
        zh: '防刷可从网关得知已输入的验证码',
      },
    },
    {
      flags: '--push',
      text: {
        en: 'write the settings to Logto and enable phone sign-in',
        zh: '写入 Logto 并开启手机号登录',
      },
    },
    ...accountAndLogtoOptions,
  ],
  examples: [
    'init',
    'init --channel mas',
    'init --sign-name 示例科技 --template SMS_200000001 --people 500 --endpoint http://127.0.0.1:4086',
    "init --site international --from Example --text 'Your code is {{code}}.'",
    "init --sign-name 示例科技 --template-text '登录验证码${code}，10分钟内有效。' --wait",
  ],
  load: () => import('./init.ts'),
};
