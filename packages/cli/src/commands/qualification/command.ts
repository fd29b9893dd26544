import type { CommandSpec } from '../../command.ts';
import { accountOptions } from '../shared-options.ts';

export const qualificationCommand: CommandSpec = {
  name: 'qualification',
  summary: {
    en: 'list qualifications (资质) with the ids that signatures require',
    zh: '列出资质及申请签名所需的资质 ID',
  },
  examples: ['qualification list'],
  commands: [
    {
      name: 'list',
      summary: { en: 'list all qualifications of the account', zh: '列出账号的全部资质' },
      options: accountOptions,
      examples: ['qualification list'],
      load: () => import('./list.ts'),
    },
  ],
};
