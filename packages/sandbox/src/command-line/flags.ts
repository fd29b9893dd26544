import type { Words } from 'aliyun-sms-client';
/** A flag of `aliyun-sms-sandbox`, and of `aliyun-sms sandbox`. */
export interface SandboxFlag {
  /** `--port <number>`; `--allow-host <names...>` takes several. */
  readonly flags: string;
  readonly text: Words;
}

export const PORT_FLAG: SandboxFlag = {
  flags: '--port <number>',
  text: {
    en: 'port of the sandbox: default 4086 or PORT, 0 for any free one',
    zh: '沙箱端口：默认 4086 或 PORT，0 表示任意空闲端口',
  },
};

/** How a sandbox is started from a shell. Imports nothing, so that help is there at once. */
export const SANDBOX_FLAGS: readonly SandboxFlag[] = [
  PORT_FLAG,
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
      en: 'further host names that it answers to, such as a container’s',
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
      en: 'hosts other than this machine that delivery reports may go to',
      zh: '除本机外允许接收状态回执的主机',
    },
  },
];
