import type { CommandSpec } from '../../command.ts';
import { channels } from '../choices.ts';
import {
  accountAndLogtoOptions,
  phoneNumber,
  settingsInUse,
  showCodes,
  showNumbers,
} from '../shared-options.ts';

export const traceCommand: CommandSpec = {
  name: 'trace',
  arguments: [phoneNumber],
  summary: {
    en: 'find out why no code arrived: what Logto, Aliyun and the carrier did, and what to do next',
    zh: '查明为何没收到验证码：Logto、阿里云和运营商各做了什么，下一步怎么办',
  },
  options: [
    {
      flags: '--date <day>',
      text: {
        en: 'one day in China time: 2026-11-22, today, yesterday',
        zh: '某一天（北京时间）：2026-11-22、today、yesterday',
      },
    },
    {
      flags: '--last <time>',
      text: {
        en: 'a period up to now: 30m, 2h, 7d; default 24h, at most 30d',
        zh: '到现在为止的时长：30m、2h、7d；默认 24h，最多 30d',
      },
    },
    {
      flags: '--biz-id <id>',
      text: { en: 'only this accepted send', zh: '只看某一次受理的发送' },
    },
    {
      flags: '--log <file>',
      text: {
        en: 'Logto’s output, for the connector’s reasons; - for standard input',
        zh: 'Logto 的输出，用于读取连接器给出的原因；- 表示标准输入',
      },
    },
    {
      flags: '--channel <name>',
      text: {
        en: 'channel to query: sms (default without settings), mas, or international with --biz-id',
        zh: '查询哪个通道：sms（未指定设置时的默认值）、mas，或 international（需要 --biz-id）',
      },
      choices: channels,
    },
    showCodes,
    showNumbers,
    settingsInUse,
    ...accountAndLogtoOptions,
  ],
  examples: [
    'trace +8613800138000 --last 2h',
    'trace +8613800138000 --date yesterday --logto https://auth.example.com --app-id <id>',
  ],
  load: () => import('./trace.ts'),
};
