import type { CommandSpec } from '../command.ts';
import { doctorCommand } from './doctor.ts';
import { initCommand } from './init.ts';
import { localCommands } from './local.ts';
import { logtoCommands } from './logto.ts';
import { messageCommands } from './messages.ts';
import { operationCommands } from './operations.ts';
import { registryCommands } from './registry.ts';

/** The whole command line as data. */
export const catalogue: CommandSpec = {
  name: 'aliyun-sms',
  summary: {
    en: 'Set up, check and diagnose Aliyun SMS for Logto',
    zh: '为 Logto 配置、检查和诊断阿里云短信',
  },
  commands: [
    ...localCommands,
    initCommand,
    doctorCommand,
    ...messageCommands,
    ...registryCommands,
    ...operationCommands,
    logtoCommands,
  ],
  examples: ['demo', 'sandbox --port 0', '<command> --help'],
};
