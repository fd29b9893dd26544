import type { Probe } from '../probe.ts';

const SEND = {
  Action: 'SendSms',
  PhoneNumbers: '{number}',
  SignName: '{signName}',
  TemplateCode: '{templateCode}',
  TemplateParam: '{"{variable}":"123456"}',
};
const BATCH = {
  Action: 'SendBatchSms',
  PhoneNumberJson: '["{number}"]',
  SignNameJson: '["{signName}","{signName}"]',
  TemplateCode: '{templateCode}',
  TemplateParamJson: '[{"{variable}":"123456"}]',
};
const MANY = Array.from({ length: 1001 }, () => '123').join();

type Row = readonly [
  en: string,
  zh: string,
  request: Readonly<Record<string, string>>,
  paid?: 0 | 1 | 2,
];

const param = (TemplateParam: string) => ({ ...SEND, TemplateParam });

/** Expected to be refused; if they are not, they send a message to the account's own number. */
const REFUSED: readonly Row[] = [
  ['own signature', '自己的签名', { Action: 'GetSmsSign', SignName: '{signName}' }, 0],
  ['own template', '自己的模板', { Action: 'GetSmsTemplate', TemplateCode: '{templateCode}' }, 0],
  ['a number of three digits', '三位号码', { ...SEND, PhoneNumbers: '123' }, 0],
  ['1,001 numbers of three digits', '1001 个三位号码', { ...SEND, PhoneNumbers: MANY }, 0],
  [
    'a valid number and one of three digits',
    '一个正常号码和一个三位号码',
    { ...SEND, PhoneNumbers: '{number},123' },
  ],
  ['no variables', '没有变量', param('')],
  ['another variable', '变量名不符', param('{"{variable}x":"123456"}')],
  ['variables that are not JSON', '变量不是 JSON', param('bad')],
  ['variables in a list', '变量是 JSON 数组', param('["123456"]')],
  ['null as a value', '变量值为 null', param('{"{variable}":null}')],
  ['true as a value', '变量值为 true', param('{"{variable}":true}')],
  ['an empty value', '变量值为空', param('{"{variable}":""}')],
  ['a value of three characters', '变量值 3 个字符', param('{"{variable}":"123"}')],
  ['a value of seven characters', '变量值 7 个字符', param('{"{variable}":"1234567"}')],
  ['a value with a hyphen', '变量值含连字符', param('{"{variable}":"123-45"}')],
  [
    'an extra variable with a hyphen',
    '多余变量的值含连字符',
    param('{"{variable}":"123456","locale":"zh-CN"}'),
  ],
  [
    'an OutId of 256 characters, otherwise valid',
    '仅 OutId 过长（256 个字符）',
    { ...SEND, OutId: 'x'.repeat(256) },
  ],
  ['a batch with one signature too many', '批量发送，多一个签名', BATCH],
];

const ACCEPTED: readonly Row[] = [
  ['a number as a value', '变量值为数字', param('{"{variable}":123456}')],
  [
    'an extra variable with letters',
    '多余变量的值为字母',
    param('{"{variable}":"123456","extra":"abc"}'),
  ],
  ['two sends within a minute', '一分钟内发送两次', { ...SEND, PhoneNumbers: '+86{number}' }, 2],
];

const DETAILS = {
  Action: 'QuerySendDetails',
  PhoneNumber: '{number}',
  SendDate: '{today}',
  PageSize: '10',
  CurrentPage: '1',
};

/** Calls with the account's own number, signature and template. */
export const PAID_PROBES: readonly Probe[] = [
  ...REFUSED.map(([en, zh, request, paid = 1]) => ({
    what: { en, zh },
    product: 'sms' as const,
    request,
    paid,
  })),
  ...ACCEPTED.map(([en, zh, request, paid = 1]) => ({
    what: { en, zh },
    product: 'sms' as const,
    request,
    paid,
    waits: true,
    ...(paid === 2 ? { wire: { twice: 'anew' as const } } : {}),
  })),
  {
    what: { en: 'details of the account’s own number', zh: '查询自己的号码' },
    product: 'sms',
    request: DETAILS,
    paid: 0,
    waits: true,
  },
];
