import type { CommandSpec } from '../../command.ts';
import { accountOptions, remark, showNumbers, yes } from '../shared-options.ts';

const signName = { name: '<name>', text: { en: 'signature, without 【】', zh: '签名，不带【】' } };

export const signCommand: CommandSpec = {
  name: 'sign',
  summary: {
    en: 'manage signatures (签名), their reviews and filings',
    zh: '管理签名及其审核、报备',
  },
  examples: ['sign list', 'sign get 示例科技'],
  commands: [
    {
      name: 'list',
      summary: { en: 'list all signatures of the account', zh: '列出账号的全部签名' },
      options: accountOptions,
      examples: ['sign list'],
      load: () => import('./list.ts'),
    },
    {
      name: 'get',
      arguments: [signName],
      summary: {
        en: 'show a signature: its review, and its filing with each carrier',
        zh: '查看一个签名：审核结果和各运营商报备情况',
      },
      options: accountOptions,
      examples: ['sign get 示例科技'],
      load: () => import('./get.ts'),
    },
    {
      name: 'verify',
      arguments: [signName],
      summary: {
        en: 'test a signature: send a paid code to a number of each carrier, and compare with its filing',
        zh: '实测签名：向各运营商号码各发一条付费验证码，并与报备情况对照',
      },
      options: [
        {
          flags: '--to <numbers...>',
          text: {
            en: 'one to three mainland numbers, ideally one of each carrier',
            zh: '1 至 3 个中国内地号码，最好每个运营商一个',
          },
        },
        {
          flags: '--template <code>',
          text: {
            en: 'template to send with; default: an approved verification template',
            zh: '使用的模板；默认取一个已通过的验证码模板',
          },
        },
        yes,
        showNumbers,
        ...accountOptions,
      ],
      examples: ['sign verify 示例科技 --to 13800138000 13000130000 18900189000'],
      load: () => import('./verify.ts'),
    },
    {
      name: 'create',
      arguments: [signName],
      summary: { en: 'apply for a signature', zh: '申请签名' },
      options: [
        {
          flags: '--qualification-id <id>',
          text: { en: 'an approved qualification (资质)', zh: '已通过审核的资质 ID' },
        },
        remark,
        ...accountOptions,
      ],
      examples: ['sign create 示例科技 --qualification-id 1000001'],
      load: () => import('./create.ts'),
    },
  ],
};
