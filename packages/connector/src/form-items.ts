import { ConnectorConfigFormItemType, type ConnectorConfigFormItem } from '@logto/connector-kit';
import type { ChannelSettings } from 'aliyun-sms-sender';

const { Json, Number: NumberItem, Select, Switch, Text } = ConnectorConfigFormItemType;

const withAccessKey = [{ targetKey: 'credentials', expectValue: 'accessKey' }];

/** The items of a Select, in this order: a title for each value that the setting may have. */
const choices = <Value extends string>(titles: Readonly<Record<Value, string>>) =>
  Object.entries<string>(titles).map(([value, title]) => ({ value, title }));

/**
 * Console's form, with what everybody fills in first. Every setting has an item, because "Send" only
 * tests what is in the form; a Json item without a default cannot be saved.
 */
export const formItems: readonly ConnectorConfigFormItem[] = [
  {
    key: 'credentials',
    label: 'Credentials (凭证)',
    type: Select,
    selectItems: [
      { value: 'accessKey', title: 'AccessKey, entered below · 使用下面的 AccessKey' },
      {
        value: 'environment',
        title: 'Environment of the Logto process · Logto 进程的环境',
      },
    ],
    defaultValue: 'accessKey',
    description:
      "Environment: Aliyun's default chain (ALIBABA_CLOUD_* variables, RRSA, profile, ECS role). A key saved here earlier stays in Logto but is no longer used. · 选择环境时，使用阿里云默认凭证链（环境变量、RRSA、配置文件、ECS 角色）；此前在此保存的密钥仍存于 Logto，但不再使用。",
  },
  {
    key: 'accessKeyId',
    label: 'AccessKey ID',
    type: Text,
    required: true,
    placeholder: 'LTAI…',
    showConditions: withAccessKey,
    description:
      'RAM console > Users > your user > AccessKey. The user needs dysms:SendSms and dysms:QuerySendDetails. · RAM 控制台 > 用户 > 您的用户 > AccessKey；该用户需要 dysms:SendSms 和 dysms:QuerySendDetails 权限。',
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
      'Its name, without 【】: SMS console > 国内消息 > 签名管理. Must be approved and filed (实名报备). Required, unless the channel is international or each template or region has its own. · 签名名称，不含【】，须已审核通过并完成实名报备。必填（国际通道，或每个模板、地区都有自己的签名时除外）。',
  },
  {
    key: 'templates',
    label: 'Templates (模板)',
    type: Json,
    required: true,
    defaultValue: [{ usageType: 'Generic', templateCode: '<template-code>' }],
    description:
      'SMS console > 国内消息 > 模板管理 > 模板CODE (SMS_…). One Generic entry serves all usage types. For numbers abroad write { "china": "SMS_…", "overseas": "SMS_…" } as templateCode, the latter from 国际/港澳台 > 模板管理. With SMS authentication, Generic is 100001; see the README for the others. · 只配置 Generic 一项即可用于所有用途。需要发往境外时，templateCode 写成 { "china": "SMS_…", "overseas": "SMS_…" }，后者取自国际/港澳台 > 模板管理。使用短信认证时，Generic 填 100001，其余见 README。',
  },
  {
    key: 'site',
    label: 'Aliyun site (站点)',
    type: Select,
    selectItems: choices<ChannelSettings['site']>({
      china: 'China (aliyun.com) · 中国站',
      international: 'International (alibabacloud.com) · 国际站',
    }),
    defaultValue: 'china',
    description: 'Where the account was registered. · 账号在哪个站点注册。',
  },
  {
    key: 'channel',
    label: 'Channel (通道)',
    type: Select,
    selectItems: choices<'auto' | ChannelSettings['channel']>({
      auto: 'Default of the site · 站点默认',
      sms: 'SMS service, own signature (SendSms) · 短信服务',
      mas: 'SMS authentication, gift signature · 短信认证',
      international: 'International site · 国际站',
    }),
    defaultValue: 'auto',
    description:
      'SMS authentication (mas) only reaches the mainland and uses one of Aliyun’s gift signatures, which rotate: 号码认证 > 短信认证参数配置 > 赠送签名配置. · 短信认证仅支持内地号码，签名须从赠送签名中选用；赠送签名会定期更换，请以控制台为准。',
  },
  {
    key: 'from',
    label: 'Sender ID (发送方 ID)',
    type: Text,
    description:
      'For the international channel outside the mainland; US, Canada and Singapore require a registered one. Console cannot empty a saved value: write default for none. · 国际通道发往内地以外时使用；美国、加拿大、新加坡须先注册。已保存的值无法在 Console 中清空，填 default 表示不指定。',
  },
  {
    key: 'guard',
    label: 'Guard against abuse (防刷)',
    type: Json,
    defaultValue: {},
    description:
      '{} is off. Copy limits for 5,000 people a day from the README. · 填 {} 为关闭。README 中有适用于每天 5,000 人的限额，可直接复制。',
  },
  {
    key: 'signNames',
    label: 'Signatures by region (按地区的签名)',
    type: Json,
    defaultValue: {},
    description:
      '{ "china": …, "overseas": …, "HK": … }; falls back to the signature above. · 未列出的地区使用上面的签名。',
  },
  {
    key: 'bareNumbers',
    label: 'Numbers without country code (无国家码的号码)',
    type: Select,
    selectItems: [
      {
        value: 'countryCode',
        title: '+1 number where valid · 有效时按 +1 号码处理',
      },
      { value: 'mainland', title: 'Mainland number without 86 · 按内地号码处理' },
    ],
    defaultValue: 'countryCode',
    description: 'How to read 11 digits that start with 1. · 以 1 开头的 11 位号码如何识别。',
  },
  {
    key: 'strictPhoneRegionNumberCheck',
    label: 'Refuse mainland numbers without 86 (拒绝不带 86 的内地号码)',
    type: Switch,
    defaultValue: false,
    description:
      'As in the official connector (strict phone region number check). · 与官方连接器的同名设置相同。',
  },
  {
    key: 'routes',
    label: 'Routes by country (按国家选择通道)',
    type: Json,
    defaultValue: [],
    description:
      '[{ "countries": ["US", "CA", "SG"], "channel": "international", "from": …, "templates": […] }]; the first route with the country applies. · 依次匹配，以第一条符合的为准。',
  },
  {
    key: 'fallbacks',
    label: 'Fallback channels (备用通道)',
    type: Json,
    defaultValue: [],
    description:
      '[{ "channel": "mas", "signName": …, "templates": […] }]; tried in order if Aliyun refuses for a reason of the account, or cannot be reached. · 主通道因账号原因被拒绝或无法连接时，依次尝试。',
  },
  {
    key: 'endpoint',
    label: 'Endpoint (接入地址)',
    type: Text,
    placeholder: 'https://dysmsapi.aliyuncs.com',
    description:
      'Empty: the endpoint of the site. For a sandbox http://127.0.0.1:4086. Console cannot empty a saved value: write default instead. · 留空使用站点的默认地址。已保存的值无法在 Console 中清空，请改填 default。',
  },
  {
    key: 'timeoutMs',
    label: 'Time limit, ms (时限，毫秒)',
    type: NumberItem,
    defaultValue: 7000,
    description:
      'For the whole send, 2000 to 8000: Logto’s pages give up after 10 s. Console cannot empty it: 7000 is the default. · 整个发送过程的时限，2000–8000。已保存的值无法在 Console 中清空，默认值为 7000。',
  },
];
