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
        en: 'sms (default); mas: SMS authentication, with a signature of Aliyun’s and no review',
        zh: 'sms（默认）；mas：短信认证，使用阿里云赠送的签名，无需审核',
      },
      choices: ['sms', 'mas'],
    },
    {
      flags: '--sign-name <name>',
      text: {
        en: 'a signature; with --qualification-id applied for where it is missing',
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
        en: 'instead: its text, or @file; applied for where no template has it yet',
        zh: '或：模板内容或 @文件，没有相同内容的模板时提交申请',
      },
    },
    {
      flags: '--wait',
      text: {
        en: 'watch a review to its end without a terminal too',
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
        en: 'instead: its text, or @file; applied for in the same way',
        zh: '或：其内容或 @文件，同样在没有时提交申请',
      },
    },
    {
      flags: '--text <text>',
      text: {
        en: 'international site: text for numbers abroad, or @file; the code as {{code}}',
        zh: '国际站：发往境外号码的文本或 @文件，验证码写作 {{code}}',
      },
    },
    {
      flags: '--from <id>',
      text: { en: 'international site: sender id for it', zh: '国际站：发送方标识（SenderID）' },
    },
    {
      flags: '--credentials <kind>',
      text: {
        en: 'accessKey (default): into the settings; environment: Logto finds the key itself',
        zh: 'accessKey（默认）：写入设置；environment：由 Logto 进程的环境提供',
      },
      choices: ['accessKey', 'environment'],
    },
    {
      flags: '--settings <file>',
      text: {
        en: 'file to write, or to go on with; default aliyun-sms.settings.json',
        zh: '要写入或继续的文件，默认 aliyun-sms.settings.json',
      },
    },
    {
      flags: '--people <number>',
      text: {
        en: 'people who ask for a code on a busy day: sizes the abuse guard; 0 for none',
        zh: '繁忙时每天获取验证码的人数：据此设置防刷，0 表示不开启',
      },
    },
    {
      flags: '--countries <codes>',
      text: {
        en: 'for the guard: where to send at all, CN,HK for one',
        zh: '防刷允许发往的国家或地区，例如 CN,HK',
      },
    },
    {
      flags: '--feed',
      text: {
        en: 'for the guard: the gateway tells it of codes that were entered',
        zh: '防刷可从网关得知已输入的验证码',
      },
    },
    {
      flags: '--push',
      text: {
        en: 'write them into Logto and switch phone sign-in on',
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
