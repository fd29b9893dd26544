import type { Words } from 'aliyun-sms-client';

/** A flag of `aliyun-sms-sandbox` and `aliyun-sms sandbox`. */
export interface SandboxFlag {
  /** `--port <number>`; `--allow-host <names...>` takes several values. */
  readonly flags: string;
  readonly text: Words;
}

export const PORT_FLAG: SandboxFlag = {
  flags: '--port <number>',
  text: {
    en: 'port of the sandbox; default PORT or 4086, 0 for any free port',
    zh: '沙箱端口，默认取环境变量 PORT，否则为 4086；0 表示任意空闲端口',
  },
};

/** The flags for starting a sandbox. This module imports nothing, so that `--help` is instant. */
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
      en: 'file to keep messages, signatures and templates in',
      zh: '用于保存短信、签名和模板的文件',
    },
  },
  {
    flags: '--allow-host <names...>',
    text: {
      en: 'additional host names to accept, such as a container’s name',
      zh: '额外接受的主机名，例如容器名',
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
      en: 'hosts besides this machine that delivery reports may be pushed to',
      zh: '除本机外，允许接收回执的主机',
    },
  },
];
