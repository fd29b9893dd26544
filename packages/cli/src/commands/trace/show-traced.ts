import { shownNumber, withoutCodes } from '../../aliyun/recipient.ts';
import type { Context } from '../../command.ts';
import type { Words } from '../../language.ts';
import type { Attempt } from './attempts.ts';
import { chinaTime } from './china-time.ts';
import type { Conclusion } from './conclude.ts';
import type { Examined, Halves } from './examine.ts';
import { stepsOf, type Step } from './steps.ts';
import type { TraceResult } from './traced-json.ts';

/** Prints what was queried, what happened, why no code arrived, and what to do next. */
export function showTraced(context: Context, halves: Halves, result: TraceResult): void {
  const { output } = context;
  showHead(context, halves, result);
  output.table(result.attempts.flatMap((attempt) => [[''], ...rowsOf(context, attempt)]));
  for (const [index, conclusion] of result.conclusions.entries()) {
    output.print();
    showConclusion(context, conclusion, index);
  }
  if (result.notes.length > 0) output.print();
  for (const note of result.notes)
    output.print(`${output.paint('yellow', '!')} ${output.text(note)}`);
}

function showHead(context: Context, { traced, span }: Halves, { facts }: Examined): void {
  const { output } = context;
  const { number, sources } = traced;
  const [from, until] = [span.from, span.until].map((at) =>
    chinaTime(at).replace('T', ' ').slice(0, 16),
  );
  const queried = [...(facts.logto ? ['Logto'] : []), ...sources.map(({ channel }) => channel)];
  output.print(`${output.paint('bold', shownNumber(context, number.e164))} (${number.country})`);
  output.print({
    en: `${from} to ${until}, China time (UTC+8) · queried: ${queried.join(', ')}`,
    zh: `${from} 至 ${until}，北京时间（UTC+8） · 已查询：${queried.join('、')}`,
  });
}

const WHO: Readonly<Record<Step['by'], Words>> = {
  Logto: { en: 'Logto', zh: 'Logto' },
  connector: { en: 'connector', zh: '连接器' },
  Aliyun: { en: 'Aliyun', zh: '阿里云' },
  carrier: { en: 'carrier', zh: '运营商' },
};

const COLOURS = { '✓': 'green', '✗': 'red', '!': 'yellow', '…': 'yellow', ' ': 'dim' } as const;

function rowsOf({ output, options }: Context, attempt: Attempt): readonly string[][] {
  const content = attempt.found?.report.content ?? '';
  const text = options.flag('showCodes') ? content : withoutCodes(content);
  return stepsOf(attempt).map(({ at, by, step, mark, text: what }) => [
    output.paint('bold', at === undefined ? '' : chinaTime(at).replace('T', ' ').slice(0, 19)),
    output.text(WHO[by]),
    output.paint(COLOURS[mark], mark),
    `${output.text(what)}${step === 'accepted' && text ? `  ${text}` : ''}`,
  ]);
}

const LABELS = {
  why: { en: 'Why', zh: '原因' },
  before: { en: 'Before', zh: '此前' },
  next: { en: 'Next', zh: '下一步' },
} as const;

function showConclusion({ output }: Context, { why, next }: Conclusion, index: number): void {
  const label = output.text(index === 0 ? LABELS.why : LABELS.before);
  output.table([
    [output.paint('bold', label), why],
    [output.paint('bold', output.text(LABELS.next)), next],
  ]);
}
