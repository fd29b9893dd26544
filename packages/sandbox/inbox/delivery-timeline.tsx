import type { JSX } from 'preact';
import type { Message } from '../src/messages/message.ts';
import { displayDuration, displayPreciseTime } from './display.ts';
import { words } from './language.ts';

interface Step {
  readonly state: 'done' | 'failed' | 'waiting';
  readonly name: string;
  readonly at?: string;
  readonly note?: string;
}

/** Accepted by Aliyun, then the carrier's report or the wait for it. */
function deliverySteps(message: Message): readonly Step[] {
  const t = words.value.timeline;
  const accepted: Step = { state: 'done', name: t.accepted, at: message.acceptedAt };
  if (message.status === 'submitted' || message.reportedAt === undefined)
    return [accepted, { state: 'waiting', name: t.waiting }];
  const durationMs = Date.parse(message.reportedAt) - Date.parse(message.acceptedAt);
  const after = t.after(displayDuration(durationMs));
  const report: Step =
    message.status === 'delivered'
      ? { state: 'done', name: t.delivered, at: message.reportedAt, note: after }
      : {
          state: 'failed',
          name: t.failed,
          at: message.reportedAt,
          note: [message.errCode, after].filter(Boolean).join(' · '),
        };
  return [accepted, report];
}

export function DeliveryTimeline({ message }: { message: Message }): JSX.Element {
  return (
    <ol class="timeline">
      {deliverySteps(message).map(({ state, name, at, note }) => (
        <li key={name} class={`is-${state}`}>
          <span class="name">{name}</span>
          {at && <time dateTime={at}>{displayPreciseTime(at)}</time>}
          {note && <span class="note">{note}</span>}
        </li>
      ))}
    </ol>
  );
}
