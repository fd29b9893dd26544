import type { Action, Context } from '../../command.ts';
import { sendSample, startDemo, type RunningDemo } from './start-demo.ts';
import { showSends } from './show-sends.ts';
import { CommandFailure } from '../../failure.ts';
import { demoPort, sandboxPort } from '../../ports.ts';
import { stopped } from '../../terminal.ts';

/** The phone of the first message. Not the page's example: Aliyun's limit of one code a minute
 *  must not meet a reader who types that one in. */
const SAMPLE_NUMBER = '8613900139000';

export const run: Action = async (context) => {
  const port = sandboxPort(context);
  const demo = await startDemo({ sandbox: port, page: demoPort(context, port) });
  await show(context, demo).catch(async (error: unknown) => {
    await demo.close();
    throw error;
  });
  const hideSends = showSends(context.output, context.terminal.now);
  try {
    await stopped(context.terminal);
  } finally {
    hideSends();
    await demo.close();
  }
};

async function show({ output, language }: Context, demo: RunningDemo): Promise<void> {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  const { answer, milliseconds, message } = await sendSample(demo, { to: SAMPLE_NUMBER, locale });
  if (!answer.sent || !message) {
    const reason = answer.sent ? 'it did not arrive in the sandbox' : answer.refusal.message;
    throw new CommandFailure({
      en: `The first message was not sent: ${reason}`,
      zh: `第一条短信发送失败：${reason}`,
    });
  }
  const pages = { inbox: `${demo.sandbox.url}/inbox/`, demo: demo.url, endpoint: demo.sandbox.url };
  output.result({ message, milliseconds: Math.round(milliseconds), ...pages });
  output.print();
  output.print(
    `  ${output.paint('green', '✓')} ${output.paint(
      'bold',
      output.text({
        en: 'A verification SMS went through the built connector to the sandbox',
        zh: '一条验证短信已通过构建好的连接器到达沙箱',
      }),
    )}`,
  );
  output.print();
  output.table(
    [
      // The sandbox's own number and code: nobody's phone, shown in full.
      [output.label({ en: 'To', zh: '号码' }), message.to],
      [output.label({ en: 'Text', zh: '内容' }), message.text],
      [output.label({ en: 'Code', zh: '验证码' }), output.paint('bold', message.code ?? '')],
      [output.label({ en: 'Took', zh: '耗时' }), `${milliseconds.toFixed(0)} ms`],
    ],
    { indent: '    ' },
  );
  output.print();
  output.table(
    [
      [output.label({ en: 'Sign-in page', zh: '登录页' }), output.paint('cyan', pages.demo)],
      [output.label({ en: 'Inbox', zh: '收件箱' }), output.paint('cyan', pages.inbox)],
      [output.label({ en: 'Endpoint', zh: '接口地址' }), output.paint('cyan', pages.endpoint)],
    ],
    { indent: '    ' },
  );
  output.print();
  output.print(
    `  ${output.label({ en: 'What the page sends is told here. Ctrl-C ends it.', zh: '页面发送的短信会显示在下面。按 Ctrl-C 结束。' })}`,
  );
  output.print();
}
