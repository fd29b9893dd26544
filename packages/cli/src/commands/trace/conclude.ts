import { explainApiCode } from 'aliyun-sms-client';
import { tookMs } from '../../aliyun/delivery.ts';
import type { Context } from '../../command.ts';
import type { Language } from '../../language.ts';
import type { Attempt } from './attempts.ts';
import type { Examined } from './examine.ts';
import type { LogLine } from './log-lines.ts';
import { verdictOf, verdictOfNothing } from './verdict.ts';
import { verdictWords, type VerdictName } from './verdict-words.ts';

/** What happened, and what to do. */
export interface Conclusion {
  readonly verdict: VerdictName;
  /** The attempt concerned, if there is one. */
  readonly attempt?: Attempt | undefined;
  readonly why: string;
  readonly next: string;
}

/** After these verdicts, the question is what became of the previous code. */
const LOOKS_BACK: ReadonlySet<VerdictName> = new Set([
  'entered',
  'limited-by-logto',
  'limited-by-aliyun',
  'limited-by-guard',
  'limited-by-gateway',
]);

/** The conclusion about the newest code; if that one is fine or was one too many, also about the last
 *  one with a different verdict. */
export function concluded(
  { language }: Pick<Context, 'language'>,
  { attempts, facts }: Pick<Examined, 'attempts' | 'facts'>,
): readonly Conclusion[] {
  const verdicts = attempts
    .map((attempt) => ({ attempt, verdict: verdictOf(attempt, facts, attempts) }))
    .toReversed();
  const [newest] = verdicts;
  if (newest === undefined) {
    return [conclusion(language, { verdict: verdictOfNothing(facts) })];
  }
  const before = LOOKS_BACK.has(newest.verdict)
    ? verdicts.find(({ verdict }) => !LOOKS_BACK.has(verdict))
    : undefined;
  return [newest, ...(before ? [before] : [])].map((one) => conclusion(language, one));
}

function conclusion(language: Language, one: Pick<Conclusion, 'verdict' | 'attempt'>): Conclusion {
  const { verdict, attempt } = one;
  if (verdict === 'carrier') {
    return { ...one, ...byBook(attempt?.found?.report.errCode ?? '?', language) };
  }
  const words = verdictWords(verdict, language, values(attempt));
  return { ...one, ...words, ...(attempt?.line && byLog(attempt.line, words.why, language)) };
}

/** The connector's own reason, which is always in English, is more specific than the verdict. */
function byLog({ apiCode, reason }: LogLine, why: string, language: Language) {
  if (apiCode !== undefined) return byBook(apiCode, language);
  if (reason === undefined) return {};
  return { why: language === 'zh' ? `${why}（日志：${reason}）` : reason };
}

function byBook(apiCode: string, language: Language): Pick<Conclusion, 'why' | 'next'> {
  const { cause, remedy } = explainApiCode(apiCode, language);
  return { why: `${apiCode}${language === 'zh' ? '：' : ': '}${cause}`, next: remedy };
}

/** The values for the placeholders in the words. */
function values(attempt: Attempt | undefined): Readonly<Record<string, string>> {
  const { code, requestId } = failureOf(attempt) ?? {};
  return {
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
    took: `${Math.round(tookMs(attempt?.found?.report ?? {}) / 60_000)} min`,
  };
}

const failureOf = (attempt: Attempt | undefined) =>
  attempt?.asked?.failure ?? attempt?.entered.at(-1)?.failure;
