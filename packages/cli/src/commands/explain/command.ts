import type { CommandSpec } from '../../command.ts';
import { outputOptions } from '../shared-options.ts';

export const explainCommand: CommandSpec = {
  name: 'explain',
  arguments: [
    {
      name: '<code...>',
      text: {
        en: 'an Aliyun code, or a message that contains one',
        zh: '阿里云错误码，或含错误码的消息',
      },
    },
  ],
  summary: { en: 'explain a code and what to do about it', zh: '解释错误码的含义与处理方法' },
  options: [
    {
      flags: '--reproduce',
      text: {
        en: 'also show a sandbox call that returns it, the connector’s log line and what the user reads',
        zh: '同时给出能复现它的沙箱调用、连接器的日志和用户看到的提示',
      },
    },
    ...outputOptions,
  ],
  examples: [
    'explain isv.BUSINESS_LIMIT_CONTROL',
    'explain isv.AMOUNT_NOT_ENOUGH --reproduce',
    'explain 触发分钟级流控Permits:1 --lang zh',
  ],
  load: () => import('./explain.ts'),
};
