import type { CommandSpec } from '../../command.ts';
import { outputOptions, showNumbers } from '../shared-options.ts';

export const receiptsCommand: CommandSpec = {
  name: 'receipts',
  summary: { en: 'receive delivery reports that Aliyun pushes', zh: '接收阿里云推送的回执' },
  examples: ['receipts listen --port 4088'],
  commands: [
    {
      name: 'listen',
      summary: {
        en: 'receive pushed delivery reports and write each one once to a file',
        zh: '接收推送的回执，去重后写入文件',
      },
      options: [
        {
          flags: '--port <number>',
          text: { en: 'default 4088; 0 for any free one', zh: '默认 4088，0 表示任意空闲端口' },
        },
        {
          flags: '--host <address>',
          text: { en: 'address to listen on; default 127.0.0.1', zh: '监听地址，默认 127.0.0.1' },
        },
        {
          flags: '--path <word>',
          text: {
            en: 'fixed secret path; default ALIYUN_SMS_RECEIPTS_PATH, or a random one',
            zh: '固定的秘密路径，默认取 ALIYUN_SMS_RECEIPTS_PATH 或随机生成',
          },
        },
        {
          flags: '--file <name>',
          text: {
            en: 'NDJSON file to append to; default aliyun-sms-receipts.ndjson',
            zh: '追加写入的 NDJSON 文件，默认 aliyun-sms-receipts.ndjson',
          },
        },
        showNumbers,
        ...outputOptions,
      ],
      examples: ['receipts listen --file receipts.ndjson'],
      load: () => import('./listen.ts'),
    },
  ],
};
