import type { OptionSpec } from '../command.ts';
import { everywhere } from './everywhere.ts';

/** Options of every command that talks to Aliyun. */
export const account: readonly OptionSpec[] = [
  {
    flags: '--endpoint <url>',
    text: {
      en: 'where calls go, the sandbox for one: http://127.0.0.1:4086',
      zh: '调用地址，例如沙箱：http://127.0.0.1:4086',
    },
  },
  {
    flags: '--site <name>',
    text: {
      en: 'Aliyun’s site of the account: china (default) or international',
      zh: '账号所属站点：china 中国站（默认）或 international 国际站',
    },
    choices: ['china', 'international'],
  },
  {
    flags: '--profile <name>',
    text: {
      en: 'profile of ~/.aliyun/config.json; default ALIBABA_CLOUD_PROFILE or the current one',
      zh: '~/.aliyun/config.json 中的配置，默认取 ALIBABA_CLOUD_PROFILE 或当前配置',
    },
  },
  {
    flags: '--access-key-id <id>',
    text: {
      en: 'access key; its secret is read from ALIBABA_CLOUD_ACCESS_KEY_SECRET or asked for',
      zh: '访问密钥 ID；其密钥取 ALIBABA_CLOUD_ACCESS_KEY_SECRET 或提示输入',
    },
  },
  {
    flags: '--secret-stdin',
    text: { en: 'read the secret from standard input', zh: '从标准输入读取密钥' },
  },
  ...everywhere,
];

export const showCodes: OptionSpec = {
  flags: '--show-codes',
  text: { en: 'print codes in full', zh: '完整显示验证码' },
};
