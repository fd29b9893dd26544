import type { Action, Context } from '../../command.ts';
import { hasGatewayWay } from './demo-way.ts';
import { sendSample, startDemo, type RunningDemo } from './start-demo.ts';
import { showSends } from './show-sends.ts';
import { CommandFailure } from '../../failure.ts';
import type { Output } from '../../output.ts';
import { demoPort, sandboxPort } from '../../ports.ts';
import { stopped } from '../../terminal.ts';

/** The recipient of the first message. Not the page's example number: whoever tries that one would run
 *  into Aliyun's limit of one code a minute. */
const SAMPLE_NUMBER = '8613900139000';

export const run: Action = async (context) => {
  const port = sandboxPort(context);
  const way = context.options.flag('gateway') ? 'gateway' : 'connector';
  const demo = await startDemo({ sandbox: port, page: demoPort(context, port) }, way);
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
    const reason = answer.sent ? NOT_ARRIVED : textOf(answer.refusal.message);
    throw new CommandFailure({
      en: `The first message was not sent: ${reason.en}`,
      zh: `第一条短信发送失败：${reason.zh}`,
    });
  }
  const pages = {
    inbox: `${demo.sandbox.url}/inbox/`,
    demo: demo.url,
    endpoint: demo.sandbox.url,
    gateway: demo.way.gatewayUrl,
  };
  output.result({ message, milliseconds: Math.round(milliseconds), ...pages });
  output.print();
  output.print(
    `  ${output.paint('green', '✓')} ${output.paint(
      'bold',
      output.text({
        en: `A verification SMS reached the sandbox through ${WAYS[demo.way.name].en}`,
        zh: `一条验证短信已通过${WAYS[demo.way.name].zh}到达沙箱`,
      }),
    )}`,
  );
  output.print();
  output.table(
    [
      // In full: nobody's number.
      [output.label({ en: 'To', zh: '号码' }), message.to],
      [output.label({ en: 'Text', zh: '内容' }), message.text],
      [output.label({ en: 'Code', zh: '验证码' }), output.paint('bold', message.code ?? '')],
      [output.label({ en: 'Took', zh: '耗时' }), `${milliseconds.toFixed(0)} ms`],
    ],
    { indent: '    ' },
  );
  showPages(output, pages);
}

const NOT_ARRIVED = { en: 'it did not arrive in the sandbox', zh: '沙箱没有收到' };
const textOf = (text: string) => ({ en: text, zh: text });

interface Pages {
  readonly demo: string;
  readonly inbox: string;
  readonly endpoint: string;
  readonly gateway: string | undefined;
}

function showPages(output: Output, { demo, inbox, endpoint, gateway }: Pages): void {
  output.print();
  output.table(
    [
      [output.label({ en: 'Sign-in page', zh: '登录页' }), output.paint('cyan', demo)],
      [output.label({ en: 'Inbox', zh: '收件箱' }), output.paint('cyan', inbox)],
      [output.label({ en: 'Endpoint', zh: '接入地址' }), output.paint('cyan', endpoint)],
      ...(gateway === undefined
        ? []
        : [[output.label({ en: 'Gateway', zh: '网关' }), output.paint('cyan', gateway)]]),
    ],
    { indent: '    ' },
  );
  output.print();
  if (gateway === undefined && hasGatewayWay()) output.print(`  ${output.label(OTHER_WAY)}`);
  output.print(
    `  ${output.label({ en: 'Messages sent from the page appear here. Press Ctrl-C to stop.', zh: '页面发送的短信会显示在下面。按 Ctrl-C 结束。' })}`,
  );
  output.print();
}

const WAYS = {
  connector: { en: 'the built connector', zh: '构建好的连接器' },
  gateway: {
    en: 'Logto’s HTTP SMS connector and the gateway',
    zh: ' Logto 的 HTTP SMS 连接器和网关',
  },
};

const OTHER_WAY = {
  en: 'With --gateway: as on Logto Cloud, through Logto’s HTTP SMS connector and the gateway.',
  zh: '加上 --gateway：与 Logto Cloud 相同，经由 Logto 的 HTTP SMS 连接器和网关。',
};
