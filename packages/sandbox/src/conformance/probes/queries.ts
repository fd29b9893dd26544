import { NO_SIGN_NAME, NO_TEMPLATE, NOBODY, type Probe, type Wire } from '../probe.ts';

const DETAILS = {
  Action: 'QuerySendDetails',
  PhoneNumber: NOBODY,
  SendDate: '{today}',
  PageSize: '10',
  CurrentPage: '1',
};
const STATISTICS = {
  Action: 'QuerySendStatistics',
  IsGlobe: '1',
  StartDate: '{weekAgo}',
  EndDate: '{today}',
  PageIndex: '1',
  PageSize: '10',
};

type Row = readonly [
  en: string,
  zh: string,
  request: Readonly<Record<string, string>>,
  wire?: Wire,
];

const ROWS: readonly Row[] = [
  ['details of a number without messages', '查询没有短信的号码', DETAILS],
  ['the same in XML', '同上，XML 格式', { ...DETAILS, Format: 'XML' }],
  ['the same with Format in lower case', '同上，Format 小写', { ...DETAILS, Format: 'json' }],
  ['the same with V3', '同上，V3 签名', DETAILS, { scheme: 'V3' }],
  [
    'the same with V3 in a form',
    '同上，V3 签名，参数在表单里',
    DETAILS,
    { scheme: 'V3', form: true },
  ],
  ['details without a day', '查询详情缺少日期', { ...DETAILS, SendDate: '' }],
  [
    'details of a day with hyphens',
    '查询详情的日期带连字符',
    { ...DETAILS, SendDate: '2026-01-02' },
  ],
  [
    'details of a day too long ago',
    '查询详情的日期过早',
    { ...DETAILS, SendDate: '{fortyDaysAgo}' },
  ],
  ['details, 51 on a page', '查询详情每页 51 条', { ...DETAILS, PageSize: '51' }],
  ['details, page 0', '查询详情第 0 页', { ...DETAILS, CurrentPage: '0' }],
  [
    'details of a number with its country code',
    '查询详情的号码带国家码',
    { ...DETAILS, PhoneNumber: `86${NOBODY}` },
  ],
  ['details of a number with letters', '查询详情的号码含字母', { ...DETAILS, PhoneNumber: 'abc' }],
  ['statistics of a week', '查询一周统计', STATISTICS],
  [
    'statistics with an invalid IsGlobe',
    '查询统计的 IsGlobe 不合法',
    { ...STATISTICS, IsGlobe: '3' },
  ],
  [
    'list of signatures',
    '签名列表',
    { Action: 'QuerySmsSignList', PageIndex: '1', PageSize: '50' },
  ],
  [
    'list of signatures by GET',
    '以 GET 方式查询签名列表',
    { Action: 'QuerySmsSignList' },
    { method: 'GET' },
  ],
  [
    'list of signatures, 51 on a page',
    '签名列表每页 51 条',
    { Action: 'QuerySmsSignList', PageSize: '51' },
  ],
  [
    'list of templates',
    '模板列表',
    { Action: 'QuerySmsTemplateList', PageIndex: '1', PageSize: '50' },
  ],
  [
    'newer list of templates',
    '新版模板列表',
    { Action: 'GetSmsTemplateList', PageIndex: '1', PageSize: '50' },
  ],
  [
    'list of qualifications',
    '资质列表',
    { Action: 'QuerySmsQualificationRecord', PageNo: '1', PageSize: '10' },
  ],
  [
    'an unknown qualification',
    '不存在的资质',
    { Action: 'QuerySingleSmsQualification', QualificationGroupId: '999999999999' },
  ],
  ['a signature query without a name', '查询签名缺少名称', { Action: 'GetSmsSign' }],
  ['an unknown signature', '不存在的签名', { Action: 'GetSmsSign', SignName: NO_SIGN_NAME }],
  [
    'an unknown signature, older operation',
    '不存在的签名，旧接口',
    { Action: 'QuerySmsSign', SignName: NO_SIGN_NAME },
  ],
  ['an unknown template', '不存在的模板', { Action: 'GetSmsTemplate', TemplateCode: NO_TEMPLATE }],
  [
    'an unknown template, older operation',
    '不存在的模板，旧接口',
    { Action: 'QuerySmsTemplate', TemplateCode: NO_TEMPLATE },
  ],
];

/** Queries. They cost nothing, and use a number of no carrier. */
export const QUERY_PROBES: readonly Probe[] = ROWS.map(([en, zh, request, wire]) => ({
  what: { en, zh },
  product: 'sms' as const,
  request,
  wire,
}));
