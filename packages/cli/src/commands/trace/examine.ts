import { parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import type { Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import type { Words } from '../../language.ts';
import { codeEvents, type CodeEvents } from '../../logto/code-events.ts';
import type { ManagementApi } from '../../logto/management-api.ts';
import { attemptsOf, type Attempt } from './attempts.ts';
import { logLines } from './log-lines.ts';
import { recordsOf, type Records } from './records.ts';
import type { Span } from './span.ts';
import type { Facts } from './verdict.ts';
import type { Traced } from './where-to-look.ts';

/** Everything known about the codes to one number in a period. */
export interface Examined {
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  readonly facts: Facts;
  readonly records: Records;
  /** What could not be seen, and what may mislead. */
  readonly notes: readonly Words[];
}

export interface Halves {
  readonly traced: Traced;
  readonly span: Span;
  readonly logto: ManagementApi | undefined;
  readonly bizId: string | undefined;
}

/** Queries Logto and Aliyun, and whatever else the verdict depends on. */
export async function examine(context: Context, halves: Halves): Promise<Examined> {
  const { traced, span, bizId } = halves;
  const { number, sources } = traced;
  const atLogto = await logtoHalf(halves);
  const lenient = halves.logto !== undefined;
  const query = { phoneNumber: number.e164, span, bizId, lenient };
  const records = await recordsOf(sources, query);
  const lines = await logLines(context, number, span);
  const attempts = attemptsOf(atLogto.events ?? [], records.found, lines);
  const newest = attempts.at(-1);
  const isMissing =
    newest === undefined || (newest.asked && !newest.asked.failure && !newest.found);
  return {
    attempts,
    records,
    notes: [...atLogto.notes, ...records.notes, ...sameDigits(number)],
    facts: {
      now: context.terminal.now().getTime(),
      logto: atLogto.events !== undefined,
      complete: records.notes.length === 0,
      unlisted: records.unlisted,
      isRead: traced.isRead,
      ...(isMissing && bizId === undefined ? await whyMissing(halves, newest) : {}),
    },
  };
}

interface LogtoHalf {
  /** Absent if Logto was not queried, or did not answer. */
  readonly events?: CodeEvents['events'];
  readonly notes: readonly Words[];
}

/** Logto cannot look up one send: it stores no ids of Aliyun's. */
async function logtoHalf({ logto, bizId, span, traced }: Halves): Promise<LogtoHalf> {
  if (logto === undefined || bizId !== undefined) return { notes: [] };
  const { msisdn, national, region } = traced.number;
  const numbers = new Set([msisdn, ...(region === 'mainland' ? [national] : [])]);
  try {
    const { events, since } = await codeEvents(logto, { numbers, ...span });
    return { events, notes: since === undefined ? [] : [onlySince(since)] };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { notes: [error.text] };
  }
}

function onlySince(at: number): Words {
  const time = new Date(at).toISOString();
  return {
    en: `Logto’s audit log is long: it was only read back to ${time}. Choose a shorter period: --last 2h.`,
    zh: `Logto 的审计日志很长，只读取到 ${time} 为止。请缩短查询时间：--last 2h。`,
  };
}

/** Facts that explain why there is no record. Those that cannot be queried stay unknown. */
async function whyMissing(
  { traced, span, logto }: Halves,
  newest: Attempt | undefined,
): Promise<Partial<Facts>> {
  const ofAccount = await sentByAccount(traced, span).catch(() => undefined);
  const { asked } = newest ?? {};
  if (logto === undefined || asked === undefined) return { ofAccount };
  const [hasUser, experience] = await Promise.all([
    logto.hasUser(asked.number).catch(() => undefined),
    logto.signInExperience().catch(() => undefined),
  ]);
  return { ofAccount, hasUser, signInOnly: experience?.signInMode === 'SignIn' };
}

/** Statistics only cover the channel `sms`. */
async function sentByAccount({ sources }: Traced, { days }: Span): Promise<number | undefined> {
  const [source, ...others] = sources;
  const [endDate = ''] = days;
  const startDate = days.at(-1) ?? endDate;
  if (source?.channel !== 'sms' || others.length > 0) return undefined;
  const client = await source.open();
  const regions = ['mainland', 'overseas'] as const;
  const counts = await Promise.all(
    regions.map((region) => client.querySendStatistics({ region, startDate, endDate })),
  );
  return counts.flatMap((count) => count.days).reduce((sum, { total }) => sum + total, 0);
}

/** Aliyun's records only have digits: those of a mainland mobile may also be a number in +1. */
function sameDigits({ national, msisdn, region }: PhoneNumber): readonly Words[] {
  const digits = region === 'mainland' ? national : msisdn;
  const abroad = parsePhoneNumber(digits);
  const mainland = parsePhoneNumber(digits, { bareNumbers: 'mainland' });
  if (abroad === undefined || mainland === undefined || abroad.msisdn === mainland.msisdn)
    return [];
  return [
    {
      en: `In Aliyun’s records, a +1 number (${abroad.country}) and a +86 number (CN) share these digits: a message listed here may have gone to the other number. Its template shows which.`,
      zh: `在阿里云的记录中，这些数字同时对应 +1（${abroad.country}）和 +86（CN）的号码：列出的短信可能属于另一个号码，可根据模板判断。`,
    },
  ];
}
