import { explainApiCode, type Explanation } from 'aliyun-sms-client';
import type { Action, Context } from '../../command.ts';
import type { Localized } from '../../language.ts';

/** Messages of Aliyun that say what is wrong without its code, as logs and consoles show them. */
const KNOWN_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/触发(分钟|小时|天)级流控|trigger.*flow control/i, 'isv.BUSINESS_LIMIT_CONTROL'],
  [/specified signature does not match|签名不匹配/i, 'SignatureDoesNotMatch'],
  [/specified access key is not found/i, 'InvalidAccessKeyId.NotFound'],
  [/timestamp.*expired/i, 'InvalidTimeStamp.Expired'],
  [/not authorized to perform/i, 'isp.RAM_PERMISSION_DENY'],
];

export const run: Action = (context) => {
  const { language, output } = context;
  const text = context.arguments.join(' ');
  const codes = codesIn(text);
  const found = codes.map((code) => explainApiCode(code, language));
  output.result(found);
  for (const explanation of found) show(context, explanation);
  return Promise.resolve(found.some(({ known }) => known) ? 0 : 1);
};

/** Every code in a text that the book has; else those of its wording; else the text as it is. */
function codesIn(text: string): readonly string[] {
  const words = text.match(/[A-Za-z][A-Za-z0-9_.:]+[A-Za-z0-9]/g) ?? [];
  const known = words.filter((word) => explainApiCode(word).known);
  if (known.length > 0) return [...new Set(known)];
  const meant = KNOWN_TEXTS.filter(([wording]) => wording.test(text)).map(([, code]) => code);
  return meant.length > 0 ? meant : [text];
}

const WHO: Readonly<Record<Explanation['fixedBy'], Localized>> = {
  'end-user': { en: 'the person who asked for the code', zh: '请求验证码的用户' },
  operator: { en: 'you, who operate Logto', zh: '运维人员（您）' },
  aliyun: { en: 'Aliyun', zh: '阿里云' },
};

function show({ output }: Context, explanation: Explanation): void {
  const { apiCode, cause, remedy, retryAdvice, fixedBy, outcome } = explanation;
  output.print(output.paint('bold', apiCode));
  output.table(
    [
      [output.label({ en: 'Cause', zh: '原因' }), cause],
      [output.label({ en: 'What to do', zh: '处理方法' }), remedy],
      [output.label({ en: 'Who can', zh: '谁来处理' }), output.text(WHO[fixedBy])],
      [output.label({ en: 'Again?', zh: '能否重发' }), retryAdvice],
      [output.label({ en: 'Sent?', zh: '是否发出' }), output.text(OUTCOME[outcome])],
    ],
    { indent: '  ' },
  );
}

const OUTCOME: Readonly<Record<Explanation['outcome'], Localized>> = {
  'not-sent': { en: 'no: Aliyun did not take the message', zh: '否：阿里云没有受理' },
  unknown: { en: 'unknown: look it up before sending again', zh: '未知：重发前请先查询' },
  accepted: {
    en: 'taken by Aliyun; this is the carrier’s verdict on it',
    zh: '阿里云已受理；这是运营商给出的结果',
  },
};
