import { explainApiCode, type Explanation } from 'aliyun-sms-client';
import { userTextKeyOf } from 'aliyun-sms-sender';
import type { Action, Context } from '../../command.ts';
import type { Words } from '../../language.ts';
import { pasteable } from '../../pasteable.ts';
import { codesIn } from './codes-in.ts';
import { isCarriersShape, nearestCodes } from './nearest-codes.ts';
import { reproduce, type Reproduction } from './reproduce.ts';

export const run: Action = async (context) => {
  const { language, output, options } = context;
  const found = codesIn(context.arguments.join(' ')).map((code) => explainApiCode(code, language));
  const explained = await Promise.all(
    found.map(async (explanation) => {
      const reproducible = options.flag('reproduce') && explanation.known;
      return {
        explanation,
        reproduction: reproducible
          ? await reproduce(explanation.apiCode, (words) => pasteable(context, words, []))
          : undefined,
      };
    }),
  );
  output.result(
    explained.map(({ explanation, reproduction }) => ({
      ...(explanation.known ? explanation : unknownJson(explanation)),
      ...(reproduction && { reproduction: reproductionJson(context, reproduction) }),
    })),
  );
  for (const { explanation, reproduction } of explained) {
    show(context, explanation);
    if (options.flag('reproduce') && explanation.known) showReproduction(context, reproduction);
  }
  return explained.some(({ explanation: { known, apiCode } }) => known || apiCode === 'OK') ? 0 : 1;
};

/** Nothing is claimed about an unknown code, not even that the message was not sent. */
const unknownJson = ({ apiCode, known, cause, remedy }: Explanation) => ({
  apiCode,
  known,
  ...(apiCode === 'OK' ? {} : { cause, remedy, carrier: isCarriersShape(apiCode) }),
  nearest: nearestCodes(apiCode),
});

const WHO: Readonly<Record<Explanation['fixedBy'], Words>> = {
  'end-user': { en: 'the person who requested the code', zh: '请求验证码的用户' },
  operator: { en: 'you, the operator of Logto', zh: '您（Logto 的运维人员）' },
  aliyun: { en: 'Aliyun', zh: '阿里云' },
  nobody: { en: 'nobody needs to', zh: '无需处理' },
};

function show(context: Context, explanation: Explanation): void {
  const { output } = context;
  const { apiCode, cause, remedy, retryAdvice, fixedBy, outcome, known } = explanation;
  output.print(output.paint('bold', apiCode));
  if (!known) {
    showUnknown(context, explanation);
    return;
  }
  output.table(
    [
      [output.label({ en: 'Cause', zh: '原因' }), cause],
      [output.label({ en: 'What to do', zh: '处理方法' }), remedy],
      [output.label({ en: 'Who fixes it', zh: '谁来处理' }), output.text(WHO[fixedBy])],
      [output.label({ en: 'Retry?', zh: '能否重发' }), retryAdvice],
      [output.label({ en: 'Sent?', zh: '是否发出' }), output.text(OUTCOME[outcome])],
    ],
    { indent: '  ' },
  );
}

const OUTCOME: Readonly<Record<Explanation['outcome'], Words>> = {
  'not-sent': { en: 'no: Aliyun did not accept the message', zh: '否：阿里云没有受理' },
  unknown: { en: 'unknown: look it up before sending again', zh: '未知：重发前请先查询' },
  accepted: {
    en: 'accepted by Aliyun; this is the carrier’s verdict',
    zh: '阿里云已受理；这是运营商给出的结果',
  },
};

const OK = {
  en: 'Not an error: Aliyun accepted the call. Accepted does not mean delivered: trace shows what became of a message.',
  zh: '不是错误：阿里云已受理该调用。已受理不等于已送达：用 trace 查询短信的结果。',
};

const CARRIERS = {
  en: 'a carrier’s own code, judging by its format: Aliyun accepted the message, but it was not delivered',
  zh: '从格式看是运营商自己的代码：阿里云已受理，但短信未送达',
};

function showUnknown({ output }: Context, { apiCode, cause, remedy }: Explanation): void {
  if (apiCode === 'OK') {
    output.print(`  ${output.text(OK)}`);
    return;
  }
  const nearest = nearestCodes(apiCode);
  output.table(
    [
      [output.label({ en: 'Unknown', zh: '未收录' }), cause],
      ...(isCarriersShape(apiCode)
        ? [[output.label({ en: 'Looks like', zh: '类型' }), output.text(CARRIERS)]]
        : []),
      ...(nearest.length > 0
        ? [[output.label({ en: 'Nearest', zh: '相近的代码' }), nearest.join(', ')]]
        : []),
      [output.label({ en: 'What to do', zh: '处理方法' }), remedy],
    ],
    { indent: '  ' },
  );
}

const HEADS = {
  line: { en: 'The connector’s line in Logto’s output:', zh: '连接器在 Logto 输出中的日志：' },
  userText: { en: 'What the user reads:', zh: '用户看到的提示：' },
  limit: {
    en: 'What the user reads behind the gateway (with the connector, Logto’s own message about limits):',
    zh: '经网关时用户看到的提示（使用连接器时为 Logto 自带的限流提示）：',
  },
} as const satisfies Readonly<Record<string, Words>>;

const NOT_TOLD: Words = {
  en: '(nothing: the message counts as sent, so the page for entering the code is shown)',
  zh: '（没有提示：视为已发送，进入输入验证码的页面）',
};
const NO_LINE: Words = {
  en: '(none: for the connector, the message was accepted. trace shows the code)',
  zh: '（没有：对连接器而言，短信已受理。可用 trace 查看该代码）',
};
const NOT_HERE: Words = {
  en: 'No message in the sandbox can result in this code: it belongs to an operation that the connector does not use, or to a carrier for which the sandbox has no magic number.',
  zh: '沙箱中的短信不会遇到该代码：它属于连接器不使用的接口，或沙箱没有对应号码的运营商代码。',
};

function showReproduction(context: Context, reproduction: Reproduction | undefined): void {
  const { output } = context;
  output.print();
  if (reproduction === undefined) {
    output.print(`  ${output.text(NOT_HERE)}`);
    return;
  }
  const { calls, line, userText } = reproduction;
  const sandbox = pasteable(context, ['sandbox'], []);
  const running = {
    en: `To reproduce it, with the sandbox running (${sandbox}):`,
    zh: `复现（先启动沙箱：${sandbox}）：`,
  };
  output.print(output.paint('dim', output.text(running)));
  for (const call of calls) output.verbatim(call);
  output.print(output.paint('dim', output.text(HEADS.line)));
  if (line) output.verbatim(JSON.stringify(line));
  else output.print(NO_LINE);
  const isLimit = userText !== undefined && userTextKeyOf(userText.en) === 'wait';
  output.print(output.paint('dim', output.text(isLimit ? HEADS.limit : HEADS.userText)));
  output.print(userText ?? NOT_TOLD);
}

const reproductionJson = ({ output }: Context, { calls, line, userText }: Reproduction) => ({
  calls,
  line,
  userText: userText && output.text(userText),
});
