import type { CommandSpec } from '../command.ts';
import { account } from './account.ts';
import { everywhere, showNumbers } from './everywhere.ts';

/** Running it: figures, rights, delivery reports. */
export const operationCommands: readonly CommandSpec[] = [
  {
    name: 'stats',
    summary: { en: 'sent, delivered and failed by day', zh: '每日发送、成功与失败统计' },
    options: [
      {
        flags: '--from <day>',
        text: { en: 'first day; default a week ago', zh: '起始日期，默认一周前' },
      },
      { flags: '--to <day>', text: { en: 'last day; default today', zh: '结束日期，默认今天' } },
      {
        flags: '--html <file>',
        text: {
          en: 'also write one page with chart and table',
          zh: '另外写出一个含图表的独立网页',
        },
      },
      ...account,
    ],
    examples: ['stats', 'stats --from 2026-11-01 --to 2026-11-22 --html stats.html'],
    load: () => import('../commands/stats/stats.ts'),
  },
  {
    name: 'policy',
    summary: {
      en: 'the least RAM policy for what is in use',
      zh: '生成所用功能的最小 RAM 权限策略',
    },
    options: [
      {
        flags: '--settings <file>',
        text: {
          en: 'cover the channels of these connector settings',
          zh: '覆盖该连接器设置文件中的通道',
        },
      },
      {
        flags: '--for <uses...>',
        text: {
          en: 'sms (default), mas, international, doctor, stats, manage',
          zh: '用途：sms（默认）、mas、international、doctor、stats、manage',
        },
        choices: ['sms', 'mas', 'international', 'doctor', 'stats', 'manage'],
      },
      ...everywhere,
    ],
    examples: ['policy', 'policy --for sms doctor', 'policy --settings aliyun-sms.settings.json'],
    load: () => import('../commands/policy/policy.ts'),
  },
  {
    name: 'receipts',
    summary: { en: 'delivery reports that Aliyun pushes', zh: '接收阿里云推送的送达回执' },
    examples: ['receipts listen --port 4088'],
    commands: [
      {
        name: 'listen',
        summary: {
          en: 'take pushed delivery reports, each once, into a file',
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
              en: 'path that stays the same; default ALIYUN_SMS_RECEIPTS_PATH or a random one',
              zh: '固定路径，默认取 ALIYUN_SMS_RECEIPTS_PATH 或随机生成',
            },
          },
          {
            flags: '--file <name>',
            text: {
              en: 'NDJSON to append to; default aliyun-sms-receipts.ndjson',
              zh: '追加写入的 NDJSON 文件，默认 aliyun-sms-receipts.ndjson',
            },
          },
          showNumbers,
          ...everywhere,
        ],
        examples: ['receipts listen --file receipts.ndjson'],
        load: () => import('../commands/receipts/listen.ts'),
      },
    ],
  },
];
