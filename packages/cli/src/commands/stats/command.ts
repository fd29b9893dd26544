import type { CommandSpec } from '../../command.ts';
import { accountOptions } from '../shared-options.ts';

export const statsCommand: CommandSpec = {
  name: 'stats',
  summary: {
    en: 'show messages sent, delivered and failed by day',
    zh: '查看每日发送、成功与失败统计',
  },
  options: [
    {
      flags: '--from <day>',
      text: { en: 'first day; default a week ago', zh: '起始日期，默认一周前' },
    },
    { flags: '--to <day>', text: { en: 'last day; default today', zh: '结束日期，默认今天' } },
    {
      flags: '--html <file>',
      text: {
        en: 'also write a self-contained page with chart and table',
        zh: '另外生成一个含图表的独立网页',
      },
    },
    ...accountOptions,
  ],
  examples: ['stats', 'stats --from 2026-11-01 --to 2026-11-22 --html stats.html'],
  load: () => import('./stats.ts'),
};
