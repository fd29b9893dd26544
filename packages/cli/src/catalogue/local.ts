import type { CommandSpec, OptionSpec } from '../command.ts';
import { showCodes } from './account.ts';
import { everywhere, showNumbers } from './everywhere.ts';

const sandboxPort: OptionSpec = {
  flags: '--port <number>',
  text: {
    en: 'port of the sandbox: default 4086 or PORT, 0 for any free one',
    zh: '沙箱端口：默认 4086 或 PORT，0 表示任意空闲端口',
  },
};

/** What runs on this machine alone: no account, no network. */
export const localCommands: readonly CommandSpec[] = [
  {
    name: 'demo',
    summary: {
      en: 'see it work: the sandbox and a sign-in page on the built connector',
      zh: '看它运行：沙箱，加上使用已构建连接器的登录页',
    },
    options: [
      sandboxPort,
      {
        flags: '--demo-port <number>',
        text: {
          en: 'port of the sign-in page: default 4087, or any free one beside --port 0',
          zh: '登录页端口：默认 4087；--port 0 时为任意空闲端口',
        },
      },
      ...everywhere,
    ],
    examples: ['demo', 'demo --port 0'],
    load: () => import('../commands/demo/demo.ts'),
  },
  {
    name: 'sandbox',
    summary: {
      en: 'a local stand-in for Aliyun SMS with an inbox',
      zh: '本地的阿里云短信替身，带收件箱',
    },
    options: [
      sandboxPort,
      {
        flags: '--host <address>',
        text: { en: 'address to listen on; default 127.0.0.1', zh: '监听地址，默认 127.0.0.1' },
      },
      {
        flags: '--seed <file>',
        text: {
          en: 'start state (JSON): accounts, signatures, templates, settings',
          zh: '初始状态文件（JSON）：账号、签名、模板、设置',
        },
      },
      {
        flags: '--persist <file>',
        text: {
          en: 'keep messages, signatures and templates in this file',
          zh: '将短信、签名和模板保存到该文件',
        },
      },
      {
        flags: '--allow-host <names...>',
        text: {
          en: 'further names that it is called by, such as the name of a container',
          zh: '允许用来访问收件箱的其他主机名',
        },
      },
      {
        flags: '--allow-origin <origins...>',
        text: {
          en: 'origins whose pages may call the control API',
          zh: '允许调用控制接口的网页来源',
        },
      },
      {
        flags: '--allow-frame <origins...>',
        text: {
          en: 'origins whose pages may show the inbox in a frame',
          zh: '允许其网页内嵌收件箱的来源',
        },
      },
      {
        flags: '--allow-receipt-host <names...>',
        text: {
          en: 'hosts beside this machine that delivery reports may go to',
          zh: '除本机外允许接收状态回执的主机',
        },
      },
      showNumbers,
      showCodes,
      ...everywhere,
    ],
    examples: [
      'sandbox',
      'sandbox --port 0 --json',
      'sandbox --show-codes --show-numbers',
      'sandbox --seed seed.json --persist messages.ndjson',
    ],
    load: () => import('../commands/sandbox/sandbox.ts'),
  },
];
