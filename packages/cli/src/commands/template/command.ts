import type { CommandSpec } from '../../command.ts';
import { templateTypes } from '../choices.ts';
import { accountOptions, remark } from '../shared-options.ts';

const templateCode = {
  name: '<code>',
  text: { en: 'template code, SMS_…', zh: '模板代码，SMS_…' },
};

export const templateCommand: CommandSpec = {
  name: 'template',
  summary: { en: 'manage templates (模板) and their reviews', zh: '管理模板及其审核' },
  examples: ['template list', 'template get SMS_200000001'],
  commands: [
    {
      name: 'list',
      summary: { en: 'list all templates of the account', zh: '列出账号的全部模板' },
      options: accountOptions,
      examples: ['template list'],
      load: () => import('./list.ts'),
    },
    {
      name: 'get',
      arguments: [templateCode],
      summary: {
        en: 'show a template: text, variables, segments and review',
        zh: '查看一个模板：内容、变量、计费条数和审核结果',
      },
      options: accountOptions,
      examples: ['template get SMS_200000001'],
      load: () => import('./get.ts'),
    },
    {
      name: 'create',
      arguments: [{ name: '<name>', text: { en: 'name of the template', zh: '模板名称' } }],
      summary: {
        en: 'apply for a template; its text is checked against Aliyun’s rules first',
        zh: '申请模板；会先按阿里云规则检查内容',
      },
      options: [
        {
          flags: '--text <text>',
          text: {
            en: 'the text, or @file, with the code as ${code}',
            zh: '模板内容或 @文件，验证码写作 ${code}',
          },
        },
        {
          flags: '--type <type>',
          text: {
            en: 'verification (default), notification, promotion or international',
            zh: 'verification 验证码（默认）、notification 通知、promotion 推广、international 国际/港澳台',
          },
          choices: templateTypes,
        },
        {
          flags: '--rule <attribute>',
          text: {
            en: 'attribute of the variable; default numberCaptcha',
            zh: '变量属性，默认 numberCaptcha',
          },
        },
        {
          flags: '--sign-name <name>',
          text: { en: 'an approved signature to use it with', zh: '关联的已通过审核的签名' },
        },
        remark,
        ...accountOptions,
      ],
      examples: [
        "template create 登录验证码 --text '登录验证码${code}，10分钟内有效，请勿泄露。' --sign-name 示例科技",
      ],
      load: () => import('./create.ts'),
    },
  ],
};
