import { PORT_FLAG } from 'aliyun-sms-sandbox/command-line';
import type { CommandSpec } from '../../command.ts';
import { outputOptions } from '../shared-options.ts';

export const demoCommand: CommandSpec = {
  name: 'demo',
  summary: {
    en: 'see it work: the sandbox and a sign-in page that uses the built connector',
    zh: '体验运行效果：沙箱，加上使用已构建连接器的登录页',
  },
  options: [
    {
      flags: '--gateway',
      text: {
        en: 'as on Logto Cloud: through Logto’s HTTP SMS connector and the gateway; only in a clone of the repository',
        zh: '与 Logto Cloud 相同：经由 Logto 的 HTTP SMS 连接器和网关；仅限仓库的克隆',
      },
    },
    PORT_FLAG,
    {
      flags: '--demo-port <number>',
      text: {
        en: 'port of the sign-in page: default 4087, or any free one with --port 0',
        zh: '登录页端口：默认 4087；--port 0 时为任意空闲端口',
      },
    },
    ...outputOptions,
  ],
  examples: ['demo', 'demo --gateway', 'demo --port 0'],
  load: () => import('./demo.ts'),
};
