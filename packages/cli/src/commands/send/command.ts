import type { CommandSpec } from '../../command.ts';
import { channels } from '../choices.ts';
import { phoneNumber, reachOptions, showCodes, showNumbers } from '../shared-options.ts';

export const sendCommand: CommandSpec = {
  name: 'send',
  arguments: [phoneNumber],
  summary: { en: 'send a test code and follow it to the phone', zh: '发送测试验证码并跟踪送达' },
  options: [
    {
      flags: '--sign-name <name>',
      text: { en: 'signature, without 【】', zh: '签名，不带【】' },
    },
    { flags: '--template <code>', text: { en: 'template code', zh: '模板代码' } },
    {
      flags: '--channel <name>',
      text: {
        en: 'sms, mas (SMS authentication) or international; default: as in the settings',
        zh: '通道：sms、mas（短信认证）或 international（国际站），默认按设置',
      },
      choices: channels,
    },
    {
      flags: '--text <text>',
      text: {
        en: 'for international to other countries: the whole text or @file, with the code as {{code}}',
        zh: '国际站接口发往境外时的完整文本或 @文件，验证码写作 {{code}}',
      },
    },
    {
      flags: '--from <id>',
      text: { en: 'with --text: the sender ID', zh: '配合 --text：发送方 ID（SenderID）' },
    },
    {
      flags: '--settings <file>',
      text: {
        en: 'send as the connector would with these settings: number, key, channels, signature and template; defaults to aliyun-sms.settings.json in this folder, unless a template or text is given',
        zh: '按该连接器设置发送，与连接器一致：号码、密钥、通道、签名和模板；未指定模板或文本时，默认取当前目录的 aliyun-sms.settings.json',
      },
    },
    {
      flags: '--usage <type>',
      text: {
        en: 'usage type whose template to use; default Generic',
        zh: '使用哪种用途的模板，默认 Generic',
      },
    },
    {
      flags: '--locale <tag>',
      text: {
        en: 'language of the message, for example zh-CN: decides which template is used',
        zh: '短信语言，例如 zh-CN：决定使用哪个模板',
      },
    },
    {
      flags: '--code <digits>',
      text: { en: 'code to send; default random', zh: '要发送的验证码，默认随机' },
    },
    {
      flags: '--param <name=value...>',
      text: {
        en: 'the template’s variables; default code={{code}}, for mas also min=10',
        zh: '模板变量，默认 code={{code}}，mas 另有 min=10',
      },
    },
    {
      flags: '--follow',
      text: {
        en: 'wait up to 2 minutes for the delivery report',
        zh: '等待回执，最多 2 分钟',
      },
    },
    showCodes,
    showNumbers,
    ...reachOptions,
  ],
  examples: [
    'send +8613800138000 --sign-name 示例科技 --template SMS_200000001 --follow --endpoint http://127.0.0.1:4086',
    'send 85268326366 --settings aliyun-sms.settings.json --usage SignIn --locale zh-HK',
    'send +8613800138000 --channel mas --sign-name 赠送签名 --template 100001 --follow',
    "send +14155552671 --channel international --from Example --text 'Your code is {{code}}.'",
  ],
  load: () => import('./send.ts'),
};
