import type { CommandSpec } from '../../command.ts';
import { accountOptions } from '../shared-options.ts';

export const qualificationCommand: CommandSpec = {
  name: 'qualification',
  summary: {
    en: 'qualifications (资质) with the ids that signatures need',
    zh: '资质及申请签名所需的资质 ID',
  },
  examples: ['qualification list'],
  commands: [
    {
      name: 'list',
      summary: { en: 'all qualifications of the account', zh: '账号的全部资质' },
      options: accountOptions,
      examples: ['qualification list'],
      load: () => import('./list.ts'),
    },
  ],
};
