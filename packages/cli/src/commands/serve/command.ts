import type { CommandSpec } from '../../command.ts';
import { outputOptions } from '../shared-options.ts';

export const serveCommand: CommandSpec = {
  name: 'serve',
  summary: {
    en: 'run the gateway for Logto’s HTTP SMS connector (Logto Cloud)',
    zh: '运行网关，供 Logto 的 HTTP SMS 连接器（Logto Cloud）使用',
  },
  options: [
    {
      flags: '--settings <file>',
      text: {
        en: 'default aliyun-sms.settings.json; read again on SIGHUP',
        zh: '默认 aliyun-sms.settings.json，收到 SIGHUP 时重新读取',
      },
    },
    {
      flags: '--port <number>',
      text: { en: 'default 4089; 0 for any free one', zh: '默认 4089，0 表示任意空闲端口' },
    },
    {
      flags: '--host <address>',
      text: { en: 'address to listen on; default 127.0.0.1', zh: '监听地址，默认 127.0.0.1' },
    },
    {
      flags: '--metrics-port <number>',
      text: {
        en: 'also serve /metrics without a token, on 127.0.0.1 only',
        zh: '另在 127.0.0.1 的该端口提供无需令牌的 /metrics',
      },
    },
    ...outputOptions,
  ],
  examples: ['serve', 'serve --settings sms.json --host 0.0.0.0 --metrics-port 9089'],
  load: () => import('./serve.ts'),
};
