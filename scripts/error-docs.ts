/** The error book as pages: docs/errors.md and docs/errors.zh-CN.md. */
import {
  categories,
  errorBook,
  explainApiCode,
  type Language,
  type ErrorCategory,
  type Explanation,
} from '../packages/client/src/index.ts';

interface PageTexts {
  readonly title: string;
  readonly other: string;
  readonly intro: readonly string[];
  readonly columns: readonly string[];
  readonly categories: Readonly<Record<ErrorCategory, string>>;
  readonly outcome: Readonly<Record<Explanation['outcome'], string>>;
  readonly fixedBy: Readonly<Record<Explanation['fixedBy'], string>>;
}

const WORDS: Readonly<Record<Language, PageTexts>> = {
  en: {
    title: 'Aliyun error codes',
    other: '[中文](errors.zh-CN.md)',
    intro: [
      'Every code that Aliyun is known to return, in answers and in delivery reports, and what to do about it. `npm run aliyun-sms -- explain <code>` shows one in the terminal.',
      'The same error may begin with `isv.`, with `isp.` or with neither. A code that ends in `*` stands for all codes that begin like this.',
      'This page is generated from `packages/client/src/error-book/error-book.ts` (`npm run docs`).',
    ],
    columns: ['Code', 'What happened', 'What to do', 'Who fixes it', 'Message', 'Retry?'],
    categories: {
      'number-limit': 'Too many messages to a number',
      'account-limit': 'Account limits',
      throttled: 'Too many API calls',
      'phone-number': 'Phone number',
      'recipient-blocked': 'Blocked recipient',
      credentials: 'Access key and request signature',
      'expired-token': 'Temporary security token',
      clock: 'Clock',
      permission: 'Permission',
      region: 'Endpoint, region, destination',
      account: 'Account and billing',
      'sign-name': 'Signature and sender ID',
      template: 'Template',
      'template-param': 'Template variables',
      content: 'Content',
      request: 'Malformed calls',
      duplicate: 'Repeated request',
      service: "Errors on Aliyun's side",
      application: 'Applying for signatures, templates, short links',
      verification: 'Checking a code',
      delivery: 'Delivery reports',
      unknown: 'Unknown',
    },
    outcome: { 'not-sent': 'not sent', unknown: '**may have been sent**', accepted: 'accepted' },
    fixedBy: { 'end-user': 'user', operator: 'operator', aliyun: 'Aliyun', nobody: 'nobody' },
  },
  zh: {
    title: '阿里云错误码',
    other: '[English](errors.md)',
    intro: [
      '阿里云响应和短信回执中已知的全部错误码，以及处理办法。在终端中可用 `npm run aliyun-sms -- explain <code>` 查询单个错误码。',
      '同一错误可能带 `isv.`、`isp.` 前缀，也可能不带前缀。以 `*` 结尾的表示所有以此开头的错误码。',
      '本页由 `packages/client/src/error-book/error-book.ts` 生成（`npm run docs`）。',
    ],
    columns: ['错误码', '原因', '处理办法', '由谁处理', '短信', '能否重试'],
    categories: {
      'number-limit': '号码流控',
      'account-limit': '账号上限',
      throttled: 'API 限流',
      'phone-number': '手机号码',
      'recipient-blocked': '收件人受限',
      credentials: '密钥与请求签名',
      'expired-token': '临时令牌',
      clock: '时钟',
      permission: '权限',
      region: '接入地址、地区与目的地',
      account: '账户与费用',
      'sign-name': '短信签名与 SenderID',
      template: '模板',
      'template-param': '模板变量',
      content: '内容',
      request: '请求参数',
      duplicate: '重复请求',
      service: '阿里云侧故障',
      application: '签名、模板、短链申请',
      verification: '验证码核验',
      delivery: '回执',
      unknown: '未知',
    },
    outcome: { 'not-sent': '未发送', unknown: '**可能已发送**', accepted: '已受理' },
    fixedBy: { 'end-user': '用户', operator: '运维人员', aliyun: '阿里云', nobody: '无需处理' },
  },
};

export function errorDocs(locale: Language): string {
  const words = WORDS[locale];
  const sections = Object.keys(categories).flatMap((category) => section(category, locale, words));
  return (
    [`# ${words.title}`, words.other, ...words.intro, ...sections, ''].join('\n\n').trimEnd() + '\n'
  );
}

function section(category: string, locale: Language, words: PageTexts): string[] {
  const entries = errorBook.filter((entry) => entry.category === category);
  const title = entries[0] && words.categories[entries[0].category];
  if (title === undefined) {
    return [];
  }
  const rows = entries.map(({ code }) => row(explainApiCode(code, locale), words));
  const head = [words.columns, words.columns.map(() => '---')].map((cells) => line(cells));
  return [`## ${title}`, [...head, ...rows].join('\n')];
}

function row(explanation: Explanation, words: PageTexts): string {
  const { apiCode, cause, remedy, fixedBy, outcome, retryAdvice } = explanation;
  return line([
    `\`${apiCode}\``,
    cause,
    remedy,
    words.fixedBy[fixedBy],
    words.outcome[outcome],
    retryAdvice,
  ]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
