import { ConnectorConfigFormItemType, type ConnectorConfigFormItem } from '@logto/connector-kit';

const { Json, Number: NumberItem, Select, Switch, Text } = ConnectorConfigFormItemType;

const withAccessKey = [{ targetKey: 'credentials', expectValue: 'accessKey' }];

/**
 * Console's form. Every setting has an item, for "Send" tests only what the form holds; a Json item
 * without a default cannot be saved.
 */
export const formItems: readonly ConnectorConfigFormItem[] = [
  {
    key: 'credentials',
    label: 'Credentials',
    type: Select,
    selectItems: [
      { value: 'accessKey', title: 'AccessKey, entered below' },
      { value: 'environment', title: 'From the environment of the Logto process' },
    ],
    defaultValue: 'accessKey',
    description:
      "Environment: Aliyun's default chain (ALIBABA_CLOUD_* variables, RRSA, profile, ECS role). · 环境：由 Logto 进程的环境提供凭证。",
  },
  {
    key: 'accessKeyId',
    label: 'AccessKey ID',
    type: Text,
    required: true,
    placeholder: 'LTAI…',
    showConditions: withAccessKey,
    description:
      'RAM console > Users > your user > AccessKey. The user needs dysms:SendSms and dysms:QuerySendDetails. · RAM 控制台 > 用户 > AccessKey。',
  },
  {
    key: 'accessKeySecret',
    label: 'AccessKey Secret',
    type: Text,
    required: true,
    isConfidential: true,
    showConditions: withAccessKey,
    description: 'Shown once, when the AccessKey is created. · 仅在创建 AccessKey 时显示一次。',
  },
  {
    key: 'signName',
    label: 'Signature (签名)',
    type: Text,
    placeholder: '示例科技',
    description:
      'The text between 【 and 】, without them: SMS console > 国内消息 > 签名管理. Must be approved and filed (实名报备). · 签名名称，不含【】，须已审核并完成实名报备。',
  },
  {
    key: 'templates',
    label: 'Templates (模板)',
    type: Json,
    required: true,
    defaultValue: [{ usageType: 'Generic', templateCode: '<template-code>' }],
    description:
      'SMS console > 国内消息 or 国际/港澳台 > 模板管理 > 模板CODE (SMS_…). One Generic entry serves all types. With numbers abroad write { "china": …, "overseas": … }. In Aliyun the placeholder is ${code}. · 只配置 Generic 一项也可以；阿里云模板中的占位符是 ${code}。',
  },
  {
    key: 'bareNumbers',
    label: '11 digits that start with 1',
    type: Select,
    selectItems: [
      { value: 'countryCode', title: '+1 (US, Canada) where that is a valid number' },
      { value: 'mainland', title: 'Mainland number without its 86' },
    ],
    defaultValue: 'countryCode',
    description:
      'How to read numbers stored without country code. · 没有国家码的 11 位号码如何识别：+1 号码，或省略 86 的内地号码。',
  },
  {
    key: 'signNames',
    label: 'Signatures by region',
    type: Json,
    defaultValue: {},
    description:
      '{ "china": …, "overseas": …, "HK": … }; falls back to the signature above. · 按地区的签名，缺省使用上面的签名。',
  },
  {
    key: 'strictPhoneRegionNumberCheck',
    label: 'Refuse mainland numbers without 86 (strict phone region number check)',
    type: Switch,
    defaultValue: false,
  },
  {
    key: 'site',
    label: 'Aliyun site',
    type: Select,
    selectItems: [
      { value: 'china', title: 'China (aliyun.com)' },
      { value: 'international', title: 'International (alibabacloud.com)' },
    ],
    defaultValue: 'china',
    description: 'Where the account was opened. · 账号注册的站点。',
  },
  {
    key: 'channel',
    label: 'Channel',
    type: Select,
    selectItems: [
      { value: 'auto', title: 'As usual for the site' },
      { value: 'sms', title: 'SMS service, own signature and templates (SendSms)' },
      { value: 'mas', title: 'SMS authentication, gift signature (SendSmsVerifyCode)' },
      { value: 'international', title: 'International site (SendMessageToGlobe)' },
    ],
    defaultValue: 'auto',
    description:
      'SMS authentication needs no signature of your own and reaches the mainland only. · 短信认证无需自有签名，仅支持内地号码。',
  },
  {
    key: 'from',
    label: 'Sender ID',
    type: Text,
    description:
      'For the international channel outside the mainland; “default” for none. US, Canada and Singapore require a registered one. · 国际通道的 SenderID，填 default 表示不指定。',
  },
  {
    key: 'routes',
    label: 'Routes by country',
    type: Json,
    defaultValue: [],
    description:
      '[{ "countries": ["US", "CA", "SG"], "channel": "international", "from": …, "templates": […] }]; the first that names the country wins. · 按国家选择通道，第一条匹配的生效。',
  },
  {
    key: 'fallbacks',
    label: 'Fallback channels',
    type: Json,
    defaultValue: [],
    description:
      'Tried in order when the channel above is refused for a reason of the account. · 主通道因账号原因失败时依次尝试。',
  },
  {
    key: 'guard',
    label: 'Guard against abuse',
    type: Json,
    defaultValue: {},
    description:
      '{ "countries": ["CN"], "perNumber": [{ "limit": 1, "seconds": 60 }], "perIp": […], "total": […] }; empty is off. See the README. · 防刷规则，留空为关闭。',
  },
  {
    key: 'endpoint',
    label: 'Endpoint',
    type: Text,
    placeholder: 'https://dysmsapi.aliyuncs.com',
    description:
      'Empty or “default”: the endpoint of the site. For a sandbox http://127.0.0.1:4086. · 留空或填 default 使用站点默认地址。',
  },
  {
    key: 'timeoutMs',
    label: 'Time limit (ms)',
    type: NumberItem,
    defaultValue: 7000,
    description:
      'For the whole send, 2000 to 8000: Logto’s pages give up after 10 s. 7000 is the default. · 整个发送过程的时限，2000–8000，默认 7000。',
  },
];
