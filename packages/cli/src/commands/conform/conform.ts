import { writeFile } from 'node:fs/promises';
import { recordedAnswer, type OwnTemplate, type Probe } from 'aliyun-sms-sandbox/conformance';
import { accountInUse, openAccount, siteOf } from '../../aliyun/account.ts';
import { shownNumber } from '../../aliyun/recipient.ts';
import { confirm } from '../../ask.ts';
import type { Action, Context } from '../../command.ts';
import { CommandFailure, notWritten, usageFailure } from '../../failure.ts';
import { ownTemplate } from './own-template.ts';
import { probesFor, runProbes, type ProbeResult } from './run-probes.ts';
import { resultJson, showResults, verdictOf } from './show-results.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const settings = await accountInUse(context);
  const site = siteOf(context, settings);
  const paid = options.flag('paid');
  if (paid && site === 'international') throw usageFailure(CHINA_ONLY);
  const { client, credentials, endpoint } = await openAccount(context, settings);
  const own = paid ? await ownTemplate(context, client) : undefined;
  const probes = probesFor(site, paid);
  announce(context, probes);
  if (own !== undefined) await agreeToSend(context, probes, own);
  const access = { key: await credentials(), endpoint, site };
  const results = await runProbes(context, access, probes, own);
  await record(context, results, own);
  output.result({ probes: probes.length, results: results.map(resultJson) });
  showResults(context, results);
  showRecording(context, results);
  return results.some((result) => verdictOf(result) === 'different') ? 1 : 0;
};

const CHINA_ONLY = {
  en: '--paid is only for accounts of the China site.',
  zh: '--paid 仅适用于中国站账号。',
};

function announce({ output }: Context, probes: readonly Probe[]): void {
  const free = probes.filter(({ paid }) => paid === undefined).length;
  output.print({
    en: `${free} calls that Aliyun refuses or that are only queries: they send nothing and cost nothing.`,
    zh: `共 ${free} 个调用，要么会被阿里云拒绝，要么只是查询：不发短信，不产生费用。`,
  });
}

/** Says before asking how many messages will be billed. */
async function agreeToSend(
  context: Context,
  probes: readonly Probe[],
  { number }: OwnTemplate,
): Promise<void> {
  const { options, output } = context;
  const calls = probes.filter(({ paid }) => paid !== undefined).length;
  const most = messages(probes);
  // Two of them are sent within a minute, so one is refused.
  const likely = messages(probes.filter(({ waits }) => waits === true)) - 1;
  const to = shownNumber(context, `+86${number}`);
  const price = {
    en: `Then ${calls} calls with your signature and template. About ${likely} messages will reach ${to}; if Aliyun accepts more than expected, up to ${most}. Each is billed as one message. This takes about four minutes.`,
    zh: `随后用您的签名和模板执行 ${calls} 个调用。预计有 ${likely} 条短信发到 ${to}；如果阿里云的受理范围比预期更宽，最多 ${most} 条。每条按一条短信计费。约需四分钟。`,
  };
  output.print(price);
  if (options.flag('yes')) return;
  if (await confirm(context, { en: 'Send these messages?', zh: '确认发送吗？' })) return;
  throw new CommandFailure({ en: 'Nothing was sent.', zh: '没有发送任何短信。' });
}

const messages = (probes: readonly Probe[]): number =>
  probes.reduce((total, { paid = 0 }) => total + paid, 0);

/** Writes the probes in order, with Aliyun's answers. */
async function record(
  { options, terminal }: Context,
  results: readonly ProbeResult[],
  own: OwnTemplate | undefined,
): Promise<void> {
  const file = options.text('record');
  if (file === undefined) return;
  const day = terminal.now().toISOString().slice(0, 10);
  const answers = results.flatMap((result) =>
    'code' in result || result.isBeside ? [] : [recordedAnswer(result, day, own)],
  );
  await writeFile(file, `${JSON.stringify(answers, undefined, 2)}\n`).catch(notWritten(file));
}

function showRecording({ options, output }: Context, results: readonly ProbeResult[]): void {
  const file = options.text('record');
  if (file !== undefined) {
    output.print({
      en: `✓ Aliyun’s answers are in ${file}, without key, number, code, signature or request id. Please attach it to an issue to help improve the sandbox.`,
      zh: `✓ 阿里云的响应已写入 ${file}，其中没有密钥、号码、验证码、签名和请求 ID。欢迎附在 issue 中，帮助沙箱改进。`,
    });
  } else if (results.some((result) => verdictOf(result) === 'different')) {
    output.print({
      en: 'Use --record <file> to save the answers, without any data of your account.',
      zh: '加上 --record <文件> 可将响应写入文件，不含您账号的任何信息。',
    });
  }
}
