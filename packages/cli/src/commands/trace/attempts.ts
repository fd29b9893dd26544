import type { CodeEvent } from '../../logto/code-events.ts';
import type { LogLine } from './log-lines.ts';
import type { Found } from './records.ts';

/** One code: requested from Logto, accepted by Aliyun, entered at Logto, as far as each is known. */
export interface Attempt {
  /** When it began. Milliseconds since 1970. */
  readonly at: number;
  /** Absent if Logto was not queried, or if somebody else sent the code. */
  readonly asked?: CodeEvent | undefined;
  /** Absent without a record at Aliyun. */
  readonly found?: Found | undefined;
  /** The connector's own, with `--log`. */
  readonly line?: LogLine | undefined;
  readonly entered: readonly CodeEvent[];
}

/**
 * How far apart entries of one attempt may be. Logto logs when the connector has answered, Aliyun in
 * whole seconds of its own clock; a person can request another code after a minute. Milliseconds.
 */
const APART_MS = 30_000;

/** Matches entries by time, because neither side knows the other's ids. Oldest first. */
export function attemptsOf(
  events: readonly CodeEvent[],
  records: readonly Found[],
  lines: readonly LogLine[] = [],
): readonly Attempt[] {
  const unmatchedRecords = new Set(records);
  const unmatchedLines = new Set(lines);
  const asked = events
    .filter(({ step }) => step === 'asked')
    .map((event) => {
      const found = event.failure ? undefined : nearest([...unmatchedRecords], event.at, timeOf);
      const line = found ? undefined : lineOf(event, [...unmatchedLines]);
      if (found) unmatchedRecords.delete(found);
      if (line) unmatchedLines.delete(line);
      return { at: Math.min(event.at, timeOf(found) ?? event.at), asked: event, found, line };
    });
  const others = [
    ...[...unmatchedRecords].map((found) => ({ at: timeOf(found) ?? 0, found })),
    ...[...unmatchedLines].map((line) => ({ at: line.time, line })),
  ];
  const begun = [...asked, ...others].toSorted((a, b) => a.at - b.at);
  const entered = events.filter(({ step }) => step === 'entered');
  const early = entered.filter(({ at }) => begun.every((attempt) => attempt.at > at));
  return [
    ...early.slice(0, 1).map(({ at }) => ({ at, entered: early })),
    ...begun.map((attempt, index) => ({
      ...attempt,
      entered: entered.filter(
        ({ at }) => at >= attempt.at && at < (begun[index + 1]?.at ?? Infinity),
      ),
    })),
  ];
}

/** Matched by Aliyun's request id, if it was Aliyun that refused. */
function lineOf({ at, failure }: CodeEvent, lines: readonly LogLine[]): LogLine | undefined {
  const { code, requestId } = failure ?? {};
  if (code !== undefined) return undefined;
  return requestId === undefined
    ? nearest(lines, at, ({ time }) => time)
    : lines.find((line) => line.requestId === requestId);
}

function nearest<Item>(
  items: readonly Item[],
  at: number,
  time: (item: Item) => number | undefined,
): Item | undefined {
  const away = (item: Item) => Math.abs((time(item) ?? -Infinity) - at);
  const [first] = items.toSorted((a, b) => away(a) - away(b));
  return first !== undefined && away(first) <= APART_MS ? first : undefined;
}

/** When Aliyun accepted the message. Milliseconds since 1970. */
export function timeOf(found: Found | undefined): number | undefined {
  const { sentAt } = found?.report ?? {};
  return sentAt === undefined ? undefined : Date.parse(sentAt);
}
