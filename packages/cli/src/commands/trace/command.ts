import type { CommandSpec } from '../../command.ts';
import { accountOptions, phoneNumber, showCodes, showNumbers } from '../shared-options.ts';

export const traceCommand: CommandSpec = {
  name: 'trace',
  arguments: [phoneNumber],
  summary: {
    en: 'what happened to the messages to a number, explained',
    zh: '查询发往某号码的短信经历了什么，并解释原因',
  },
  options: [
    {
      flags: '--date <day>',
      text: { en: 'one day, 2026-11-22 (China time)', zh: '某一天，如 2026-11-22（北京时间）' },
    },
    {
      flags: '--last <days>',
      text: {
        en: 'the last days, 7d; default 1d, at most 30d',
        zh: '最近几天，如 7d；默认 1d，最多 30d',
      },
    },
    {
      flags: '--biz-id <id>',
      text: { en: 'one accepted send alone', zh: '只看某一次受理的发送' },
    },
    {
      flags: '--channel <name>',
      text: {
        en: 'whose records: sms (default without settings), mas, or international with --biz-id',
        zh: '查询哪个通道：sms（未指定设置时的默认值）、mas，或 international（需要 --biz-id）',
      },
      choices: ['sms', 'mas', 'international'],
    },
    showCodes,
    showNumbers,
    ...accountOptions,
  ],
  examples: ['trace +8613800138000 --last 7d', 'trace 13800138000 --date 2026-11-22 --json'],
  load: () => import('./trace.ts'),
};
