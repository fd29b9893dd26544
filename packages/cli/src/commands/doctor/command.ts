import type { CommandSpec } from '../../command.ts';
import { accountAndLogtoOptions, settingsFile } from '../shared-options.ts';

export const doctorCommand: CommandSpec = {
  name: 'doctor',
  summary: {
    en: 'check everything between Logto and a phone, and say what to fix',
    zh: '检查从 Logto 到手机的每个环节，并说明如何修复',
  },
  options: [settingsFile, ...accountAndLogtoOptions],
  examples: ['doctor', 'doctor --settings sms.json --logto https://auth.example.com --json'],
  load: () => import('./doctor.ts'),
};
