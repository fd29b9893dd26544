import { NO_SIGN_NAME, NO_TEMPLATE, NOBODY, type Probe } from '../probe.ts';

const SEND = {
  Action: 'SendSms',
  PhoneNumbers: NOBODY,
  SignName: NO_SIGN_NAME,
  TemplateCode: NO_TEMPLATE,
  TemplateParam: '{"code":"123456"}',
};
const BATCH = {
  Action: 'SendBatchSms',
  PhoneNumberJson: JSON.stringify([NOBODY]),
  SignNameJson: JSON.stringify([NO_SIGN_NAME]),
  TemplateCode: NO_TEMPLATE,
  TemplateParamJson: '[{"code":"123456"}]',
};
const MANY = Array.from({ length: 1001 }, () => NOBODY).join();

type Row = readonly [
  en: string,
  zh: string,
  request: Readonly<Record<string, string>>,
  product?: Probe['product'],
];

const ROWS: readonly Row[] = [
  ['an empty send', '空的发送请求', { Action: 'SendSms' }],
  ['a send without a number', '发送缺少号码', { ...SEND, PhoneNumbers: '' }],
  ['a send without a signature', '发送缺少签名', { ...SEND, SignName: '' }],
  ['a send without a template', '发送缺少模板', { ...SEND, TemplateCode: '' }],
  ['an unknown signature and template', '签名和模板都不存在', SEND],
  [
    'the same with variables that are not JSON',
    '同上，变量不是 JSON',
    { ...SEND, TemplateParam: 'bad' },
  ],
  ['the same to a number with letters', '同上，号码含字母', { ...SEND, PhoneNumbers: 'abc' }],
  ['the same to 1,001 numbers', '同上，1001 个号码', { ...SEND, PhoneNumbers: MANY }],
  [
    'the same with an OutId of 256 characters',
    '同上，OutId 长 256 个字符',
    { ...SEND, OutId: 'x'.repeat(256) },
  ],
  ['an empty batch', '空的批量发送', { Action: 'SendBatchSms' }],
  ['a batch with an unknown signature', '批量发送，签名不存在', BATCH],
  [
    'a batch with numbers that are not JSON',
    '批量发送，号码不是 JSON',
    { ...BATCH, PhoneNumberJson: 'bad' },
  ],
  [
    'a batch with two signatures for one number',
    '批量发送，签名多于号码',
    { ...BATCH, SignNameJson: JSON.stringify([NO_SIGN_NAME, NO_SIGN_NAME]) },
  ],
  ['an empty application for a signature', '空的签名申请', { Action: 'CreateSmsSign' }],
  ['an empty application for a template', '空的模板申请', { Action: 'CreateSmsTemplate' }],
  ['an application with the older operation', '旧接口申请签名', { Action: 'AddSmsSign' }],
  ['updating a signature without its name', '修改签名申请，缺少签名', { Action: 'UpdateSmsSign' }],
  [
    'updating a template without its code',
    '修改模板申请，缺少模板',
    { Action: 'UpdateSmsTemplate' },
  ],
  [
    'changing a qualification without a signature',
    '更换资质，缺少签名',
    { Action: 'ChangeSignatureQualification' },
  ],
  [
    'feedback without a message',
    '转化反馈，缺少短信',
    { Action: 'SmsConversionIntl', Delivered: 'true' },
  ],
  ['feedback without a rate', '转化反馈，缺少比率', { Action: 'ConversionDataIntl' }],
  [
    'deleting an unknown signature',
    '删除不存在的签名',
    { Action: 'DeleteSmsSign', SignName: NO_SIGN_NAME },
  ],
  [
    'deleting an unknown template',
    '删除不存在的模板',
    { Action: 'DeleteSmsTemplate', TemplateCode: NO_TEMPLATE },
  ],
  [
    'a code without variables (SMS authentication)',
    '短信认证，缺少变量',
    {
      Action: 'SendSmsVerifyCode',
      PhoneNumber: NOBODY,
      SignName: NO_SIGN_NAME,
      TemplateCode: NO_TEMPLATE,
    },
    'mas',
  ],
  [
    'a code with an unknown signature (SMS authentication)',
    '短信认证，签名不存在',
    {
      Action: 'SendSmsVerifyCode',
      PhoneNumber: NOBODY,
      SignName: NO_SIGN_NAME,
      TemplateCode: NO_TEMPLATE,
      TemplateParam: '{"code":"##code##","min":"5"}',
    },
    'mas',
  ],
  [
    'a code that was never sent (SMS authentication)',
    '短信认证，核验从未发送的验证码',
    { Action: 'CheckSmsVerifyCode', PhoneNumber: NOBODY, VerifyCode: '000000' },
    'mas',
  ],
  [
    'no code to check (SMS authentication)',
    '短信认证，核验时缺少验证码',
    { Action: 'CheckSmsVerifyCode', PhoneNumber: NOBODY },
    'mas',
  ],
  [
    'a text without a number (international)',
    '国际站，缺少号码',
    { Action: 'SendMessageToGlobe', Message: 'x' },
    'international',
  ],
  [
    'a text to a number of one digit (international)',
    '国际站，号码只有一位',
    { Action: 'SendMessageToGlobe', To: '1', Message: 'x', Type: 'OTP' },
    'international',
  ],
  [
    'two texts to one number of one digit (international)',
    '国际站，文本多于号码',
    { Action: 'BatchSendMessageToGlobe', To: '["1"]', Message: '["x","x"]', Type: 'NOTIFY' },
    'international',
  ],
  [
    'an unknown template (international)',
    '国际站，模板不存在',
    {
      Action: 'SendMessageWithTemplate',
      To: `86${NOBODY}`,
      From: NO_SIGN_NAME,
      TemplateCode: NO_TEMPLATE,
      TemplateParam: '{"code":"123456"}',
    },
    'international',
  ],
  [
    'an unknown message (international)',
    '国际站，不存在的短信',
    { Action: 'QueryMessage', MessageId: '1' },
    'international',
  ],
  [
    'feedback without a message (international)',
    '国际站，转化反馈缺少短信',
    { Action: 'SmsConversion', Delivered: 'true' },
    'international',
  ],
  [
    'feedback without a rate (international)',
    '国际站，转化反馈缺少比率',
    { Action: 'ConversionData' },
    'international',
  ],
];

/** Calls that send, apply for or delete something, but lack a parameter or use unknown values. */
export const REFUSED_PROBES: readonly Probe[] = ROWS.map(([en, zh, request, product = 'sms']) => ({
  what: { en, zh },
  product,
  request,
}));
