import type { CommandSpec } from '../../command.ts';
import { channels } from '../choices.ts';
import { outputOptions } from '../shared-options.ts';

export const policyCommand: CommandSpec = {
  name: 'policy',
  summary: {
    en: 'print the least-privilege RAM policy for what you use',
    zh: '生成所用功能的最小 RAM 权限策略',
  },
  options: [
    {
      flags: '--settings <file>',
      text: {
        en: 'cover the channels of these connector settings; without --for, defaults to aliyun-sms.settings.json in this folder',
        zh: '覆盖该连接器设置文件中的通道；未给出 --for 时默认取当前目录的 aliyun-sms.settings.json',
      },
    },
    {
      flags: '--for <uses...>',
      text: {
        en: 'setup (going live: apply, check, send), sms (default), mas, international, doctor, stats, manage',
        zh: '用途：setup（上线：申请、检查、发送）、sms（默认）、mas、international、doctor、stats、manage',
      },
      choices: ['setup', ...channels, 'doctor', 'stats', 'manage'],
    },
    ...outputOptions,
  ],
  examples: [
    'policy',
    'policy --for setup',
    'policy --for sms doctor',
    'policy --settings aliyun-sms.settings.json',
  ],
  load: () => import('./policy.ts'),
};
