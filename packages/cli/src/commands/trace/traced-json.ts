import { reportJson } from '../../aliyun/delivery.ts';
import { shownNumber } from '../../aliyun/recipient.ts';
import type { Context } from '../../command.ts';
import { chinaTime } from './china-time.ts';
import type { Conclusion } from './conclude.ts';
import type { Examined, Halves } from './examine.ts';
import { stepsOf } from './steps.ts';

export interface TraceResult extends Examined {
  readonly conclusions: readonly Conclusion[];
}

/** The result for `--json`. */
export function tracedJson(
  context: Context,
  { traced, span }: Halves,
  { attempts, records, facts, notes, conclusions }: TraceResult,
): object {
  const { options, output } = context;
  const showCodes = options.flag('showCodes');
  return {
    to: shownNumber(context, traced.number.e164),
    from: chinaTime(span.from),
    until: chinaTime(span.until),
    days: span.days,
    logto: facts.logto,
    messages: records.found.map(({ channel, report }) => ({
      channel,
      ...reportJson(report, showCodes),
    })),
    timeline: attempts.flatMap((attempt) =>
      stepsOf(attempt).map(({ at, by, step, outcome, text }) => ({
        at: at === undefined ? undefined : chinaTime(at),
        by,
        step,
        outcome,
        text: output.text(text),
      })),
    ),
    verdicts: conclusions.map(({ verdict, attempt, why, next }) => ({
      verdict,
      at: attempt && chinaTime(attempt.at),
      why,
      next,
    })),
    notes: notes.map((note) => output.text(note)),
  };
}
