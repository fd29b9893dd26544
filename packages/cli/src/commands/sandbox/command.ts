import { SANDBOX_FLAGS } from 'aliyun-sms-sandbox/command-line';
import type { CommandSpec } from '../../command.ts';
import { outputOptions, showCodes, showNumbers } from '../shared-options.ts';

export const sandboxCommand: CommandSpec = {
  name: 'sandbox',
  summary: {
    en: 'run a local stand-in for Aliyun SMS, with an inbox',
    zh: '运行本地的阿里云短信替身，带收件箱',
  },
  options: [...SANDBOX_FLAGS, showNumbers, showCodes, ...outputOptions],
  examples: [
    'sandbox',
    'sandbox --port 0 --json',
    'sandbox --show-codes --show-numbers',
    'sandbox --seed seed.json --persist messages.ndjson',
  ],
  load: () => import('./sandbox.ts'),
};
