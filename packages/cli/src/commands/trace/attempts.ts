import type { CodeEvent } from '../../logto/code-events.ts';
import type { LogLine } from './log-lines.ts';
import type { Found } from './records.ts';

/** One code: asked for at Logto, taken by Aliyun, entered at Logto, as far as each is known of. */
export interface Attempt {
  /** When it began. Milliseconds since 1970. */
  readonly at: number;
  /** Absent where Logto was not asked, or somebody else sent it. */
  readonly asked?: CodeEvent | undefined;
  /** Absent where no record of Aliyun's is about it. */
  readonly found?: Found | undefined;
  /** The connector's own, where the log is at hand. */
  readonly line?: LogLine | undefined;
  readonly entered: readonly CodeEvent[];
}

/**
 * Logto writes its entry when the connector has answered, and Aliyun whole seconds by a clock of its own;
 * a person can ask again after a minute. Milliseconds.
 */
const APART_MS = 30_000;

/** Puts together what belongs together, by time: neither side knows an id of the other's. The oldest
 *  first. */
export function attemptsOf(
  events: readonly CodeEvent[],
  records: readonly Found[],
  lines: readonly LogLine[] = [],
): readonly Attempt[] {
  const left = new Set(records);
  const unread = new Set(lines);
  const asked = events
    .filter(({ step }) => step === 'asked')
    .map((event) => {
      const found = event.failure ? undefined : nearest([...left], event.at, timeOf);
      const line = found ? undefined : lineOf(event, [...unread]);
      if (found) left.delete(found);
      if (line) unread.delete(line);
      return { at: Math.min(event.at, timeOf(found) ?? event.at), asked: event, found, line };
    });
  const others = [
    ...[...left].map((found) => ({ at: timeOf(found) ?? 0, found })),
    ...[...unread].map((line) => ({ at: line.time, line })),
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

/** By Aliyun's id, where it was Aliyun that refused. */
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

/** When Aliyun took the message. Milliseconds since 1970. */
export function timeOf(found: Found | undefined): number | undefined {
  const { sentAt } = found?.report ?? {};
  return sentAt === undefined ? undefined : Date.parse(sentAt);
}
