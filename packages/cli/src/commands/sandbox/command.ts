import type { CommandSpec } from '../../command.ts';
import { outputOptions, showCodes, showNumbers, sandboxPort } from '../shared-options.ts';

export const sandboxCommand: CommandSpec = {
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
        en: 'origins whose pages may call the control API and the Aliyun side',
        zh: '允许调用控制接口和阿里云一侧接口的网页来源',
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
    ...outputOptions,
  ],
  examples: [
    'sandbox',
    'sandbox --port 0 --json',
    'sandbox --show-codes --show-numbers',
    'sandbox --seed seed.json --persist messages.ndjson',
  ],
  load: () => import('./sandbox.ts'),
};
