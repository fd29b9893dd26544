import { explainApiCode } from 'aliyun-sms-client';
import type { AnswerDifference, ProbeOutcome } from 'aliyun-sms-sandbox/conformance';
import type { Context } from '../../command.ts';
import type { Words } from '../../language.ts';
import type { ProbeResult } from './run-probes.ts';

export function verdictOf(result: ProbeResult): 'alike' | 'different' | 'not compared' {
  if ('code' in result || result.isBeside) return 'not compared';
  return result.differences.length === 0 ? 'alike' : 'different';
}

/** For `--json`, without data of the account. */
export function resultJson(result: ProbeResult): object {
  const { en: what } = result.probe.what;
  const verdict = verdictOf(result);
  if ('code' in result) return { what, verdict, code: result.code };
  if (result.isBeside) return { what, verdict, code: result.aliyun.code };
  const { differences } = result;
  return differences.length === 0 ? { what, verdict } : { what, verdict, differences };
}

const PARTS: Readonly<Record<AnswerDifference['part'], Words>> = {
  status: { en: 'status', zh: '状态码' },
  format: { en: 'content type', zh: '内容类型' },
  code: { en: 'code', zh: '错误码' },
  message: { en: 'message', zh: '错误信息' },
  field: { en: 'field', zh: '字段' },
};

/** Prints what differs, and the totals. */
export function showResults(context: Context, results: readonly ProbeResult[]): void {
  const { output } = context;
  for (const result of results) {
    if ('code' in result || result.isBeside) showWhyNot(context, result);
    else if (result.differences.length > 0) showDifferences(context, result);
  }
  const count = (verdict: string) => results.filter((one) => verdictOf(one) === verdict).length;
  const [alike, different, skipped] = [count('alike'), count('different'), count('not compared')];
  output.print({
    en: `${alike} alike, ${different} different, ${skipped} not compared.`,
    zh: `一致 ${alike} 个，不同 ${different} 个，未比对 ${skipped} 个。`,
  });
}

function showDifferences({ output }: Context, { probe, differences }: ProbeOutcome): void {
  output.print(`${output.paint('red', '✗')} ${output.text(probe.what)}`);
  const none = output.text({ en: 'none', zh: '无' });
  output.table(
    differences.flatMap(({ part, field = '', aliyun, sandbox }) => [
      [
        output.label({
          en: `${PARTS[part].en} ${field}`.trim(),
          zh: `${PARTS[part].zh} ${field}`.trim(),
        }),
        output.text({ en: 'Aliyun', zh: '阿里云' }),
        aliyun || none,
      ],
      ['', output.text({ en: 'sandbox', zh: '沙箱' }), sandbox || none],
    ]),
    { indent: '  ' },
  );
}

function showWhyNot({ output }: Context, result: ProbeResult): void {
  const what = output.text(result.probe.what);
  const code = 'code' in result ? result.code : result.aliyun.code;
  const why =
    'code' in result
      ? output.text({ en: 'no response', zh: '没有响应' })
      : explainApiCode(code, output.language).cause;
  output.print(`${output.paint('yellow', '–')} ${what}: ${code} – ${why}`);
}
