import type { CommandSpec } from '../command.ts';
import { account } from './account.ts';

const signName = { name: '<name>', text: { en: 'signature, without 【】', zh: '签名，不带【】' } };
const templateCode = {
  name: '<code>',
  text: { en: 'template code, SMS_…', zh: '模板代码，SMS_…' },
};
const remark = {
  flags: '--remark <text>',
  text: { en: 'a word to the reviewers', zh: '给审核人员的说明' },
};

/** Signatures and templates: what is registered with Aliyun. */
export const registryCommands: readonly CommandSpec[] = [
  {
    name: 'sign',
    summary: { en: 'signatures (签名) with review and filing', zh: '签名及其审核、报备情况' },
    examples: ['sign list', 'sign get 示例科技'],
    commands: [
      {
        name: 'list',
        summary: { en: 'all signatures of the account', zh: '账号的全部签名' },
        options: account,
        examples: ['sign list'],
        load: () => import('../commands/sign/list.ts'),
      },
      {
        name: 'get',
        arguments: [signName],
        summary: {
          en: 'one signature: its review, and its filing with each carrier',
          zh: '查看一个签名：审核结果和各运营商报备情况',
        },
        options: account,
        examples: ['sign get 示例科技'],
        load: () => import('../commands/sign/get.ts'),
      },
      {
        name: 'create',
        arguments: [signName],
        summary: { en: 'apply for a signature', zh: '申请签名' },
        options: [
          {
            flags: '--source <kind>',
            text: {
              en: 'what entitles to it: enterprise (default), trademark or app',
              zh: '签名来源：enterprise 企事业单位（默认）、trademark 商标、app 应用',
            },
            choices: ['enterprise', 'trademark', 'app'],
          },
          {
            flags: '--qualification-id <id>',
            text: { en: 'an approved qualification (资质)', zh: '已通过审核的资质 ID' },
          },
          {
            flags: '--trademark-id <id>',
            text: { en: 'for source trademark', zh: '来源为商标时' },
          },
          {
            flags: '--app-icp-record-id <id>',
            text: { en: 'for source app', zh: '来源为应用时：ICP 备案 ID' },
          },
          { flags: '--link <url>', text: { en: 'for source app', zh: '来源为应用时：应用链接' } },
          remark,
          ...account,
        ],
        examples: ['sign create 示例科技 --qualification-id 1000001'],
        load: () => import('../commands/sign/create.ts'),
      },
    ],
  },
  {
    name: 'template',
    summary: { en: 'templates (模板) with their review', zh: '模板及其审核情况' },
    examples: ['template list', 'template get SMS_200000001'],
    commands: [
      {
        name: 'list',
        summary: { en: 'all templates of the account', zh: '账号的全部模板' },
        options: account,
        examples: ['template list'],
        load: () => import('../commands/template/list.ts'),
      },
      {
        name: 'get',
        arguments: [templateCode],
        summary: {
          en: 'one template: text, variables, segments, review',
          zh: '查看一个模板：内容、变量、计费条数和审核结果',
        },
        options: account,
        examples: ['template get SMS_200000001'],
        load: () => import('../commands/template/get.ts'),
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
            choices: ['verification', 'notification', 'promotion', 'international'],
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
            text: { en: 'a signature that it belongs to', zh: '关联的签名' },
          },
          remark,
          ...account,
        ],
        examples: [
          "template create 登录验证码 --text '登录验证码${code}，10分钟内有效，请勿泄露。' --sign-name 示例科技",
        ],
        load: () => import('../commands/template/create.ts'),
      },
    ],
  },
];
