import type { CommandSpec } from '../command.ts';
import { completionCommand } from './completion/command.ts';
import { conformCommand } from './conform/command.ts';
import { demoCommand } from './demo/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { explainCommand } from './explain/command.ts';
import { initCommand } from './init/command.ts';
import { logtoCommand } from './logto/command.ts';
import { policyCommand } from './policy/command.ts';
import { qualificationCommand } from './qualification/command.ts';
import { receiptsCommand } from './receipts/command.ts';
import { sandboxCommand } from './sandbox/command.ts';
import { sendCommand } from './send/command.ts';
import { serveCommand } from './serve/command.ts';
import { signCommand } from './sign/command.ts';
import { statsCommand } from './stats/command.ts';
import { templateCommand } from './template/command.ts';
import { traceCommand } from './trace/command.ts';

/** The whole command line as data. */
export const rootCommand: CommandSpec = {
  name: 'aliyun-sms',
  summary: {
    en: 'Set up, check and diagnose Aliyun SMS for Logto',
    zh: '为 Logto 配置、检查和诊断阿里云短信',
  },
  commands: [
    demoCommand,
    sandboxCommand,
    initCommand,
    doctorCommand,
    sendCommand,
    traceCommand,
    explainCommand,
    qualificationCommand,
    signCommand,
    templateCommand,
    statsCommand,
    policyCommand,
    receiptsCommand,
    serveCommand,
    logtoCommand,
    conformCommand,
    completionCommand,
  ],
  examples: ['demo', 'sandbox --port 0', '<command> --help'],
};
