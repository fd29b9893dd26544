import type { CommandSpec } from '../../command.ts';
import { accountOptions, showNumbers, yes } from '../shared-options.ts';

export const conformCommand: CommandSpec = {
  name: 'conform',
  summary: {
    en: 'compare the sandbox’s answers with Aliyun’s, call by call',
    zh: '逐个调用比对沙箱与阿里云的响应',
  },
  options: [
    {
      flags: '--record <file>',
      text: {
        en: 'write Aliyun’s answers, without any data of your account, to this file',
        zh: '将阿里云的响应写入该文件，不含您账号的任何信息',
      },
    },
    {
      flags: '--paid',
      text: {
        en: 'include calls that may send, to your own number; asks first',
        zh: '也执行可能发出短信的调用，发往您自己的号码；执行前会询问',
      },
    },
    {
      flags: '--to <number>',
      text: { en: 'with --paid: your own mobile number', zh: '配合 --paid：您自己的手机号码' },
    },
    {
      flags: '--sign-name <name>',
      text: { en: 'with --paid: an approved signature', zh: '配合 --paid：已通过审核的签名' },
    },
    {
      flags: '--template <code>',
      text: {
        en: 'with --paid: an approved verification template with one variable',
        zh: '配合 --paid：已通过审核、只有一个变量的验证码模板',
      },
    },
    yes,
    showNumbers,
    ...accountOptions,
  ],
  examples: [
    'conform',
    'conform --record conform.json',
    'conform --paid --to 13800138000 --sign-name 示例科技 --template SMS_200000001',
  ],
  load: () => import('./conform.ts'),
};
