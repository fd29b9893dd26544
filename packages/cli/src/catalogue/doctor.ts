import type { CommandSpec } from '../command.ts';
import { account } from './account.ts';
import { logtoAccess } from './logto.ts';

/** `--secret-stdin` would name two secrets here: the environment holds them apart. */
const options = [...account, ...logtoAccess].filter(({ flags }) => flags !== '--secret-stdin');

export const doctorCommand: CommandSpec = {
  name: 'doctor',
  summary: {
    en: 'check everything between a phone and Logto, and say what to fix',
    zh: '检查从手机到 Logto 的每一环，并说明如何修复',
  },
  options: [
    {
      flags: '--settings <file>',
      text: {
        en: 'settings of the connector; default aliyun-sms.settings.json',
        zh: '连接器设置文件，默认 aliyun-sms.settings.json',
      },
    },
    ...options,
  ],
  examples: ['doctor', 'doctor --settings sms.json --logto https://auth.example.com --json'],
  load: () => import('../commands/doctor/doctor.ts'),
};
