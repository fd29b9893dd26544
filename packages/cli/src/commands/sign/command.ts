import type { CommandSpec } from '../../command.ts';
import { accountOptions, remark } from '../shared-options.ts';

const signName = { name: '<name>', text: { en: 'signature, without 【】', zh: '签名，不带【】' } };

export const signCommand: CommandSpec = {
  name: 'sign',
  summary: { en: 'signatures (签名) with review and filing', zh: '签名及其审核、报备情况' },
  examples: ['sign list', 'sign get 示例科技'],
  commands: [
    {
      name: 'list',
      summary: { en: 'all signatures of the account', zh: '账号的全部签名' },
      options: accountOptions,
      examples: ['sign list'],
      load: () => import('./list.ts'),
    },
    {
      name: 'get',
      arguments: [signName],
      summary: {
        en: 'one signature: its review, and its filing with each carrier',
        zh: '查看一个签名：审核结果和各运营商报备情况',
      },
      options: accountOptions,
      examples: ['sign get 示例科技'],
      load: () => import('./get.ts'),
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
