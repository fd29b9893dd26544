import type { CommandSpec } from '../../command.ts';
import { accountAndLogtoOptions, settingsFile } from '../shared-options.ts';

export const doctorCommand: CommandSpec = {
  name: 'doctor',
  summary: {
    en: 'check everything between a phone and Logto, and say what to fix',
    zh: '检查从手机到 Logto 的每一环，并说明如何修复',
  },
  options: [settingsFile, ...accountAndLogtoOptions],
  examples: ['doctor', 'doctor --settings sms.json --logto https://auth.example.com --json'],
  load: () => import('./doctor.ts'),
};
