import type { JSX } from 'preact';
import type { Reply } from '../src/pushes/replies.ts';
import { displayTime } from './display.ts';
import { Icon, type IconName } from './icons.tsx';
import { words } from './language.ts';
import { routeHash } from './route.ts';

type PushState = Reply['push']['state'];

const marks: Readonly<Record<PushState, readonly [IconName, string] | undefined>> = {
  off: undefined,
  lost: ['alert', 'failed'],
  waiting: ['clock', 'submitted'],
  accepted: ['check', 'delivered'],
  refused: ['alert', 'failed'],
  unreachable: ['alert', 'failed'],
};

/** What the phone's owner wrote back, on the owner's side of the conversation. */
export function ReplyBubble({ reply: { content, at, push } }: { reply: Reply }): JSX.Element {
  return (
    <>
      <p class="bubble is-reply">
        <span class="visually-hidden">{words.value.reply.heading}</span>
        <span dir="auto">{content}</span>
      </p>
      <p class="bubble-foot is-reply">
        <time dateTime={at}>{displayTime(at)}</time>
        <PushFate {...push} />
      </p>
    </>
  );
}

function PushFate({ state, attempt = 1, status }: Reply['push']): JSX.Element {
  const t = words.value.reply;
  if (state === 'off') return <a href={routeHash({ view: 'controls' })}>{t.push.off}</a>;
  const mark = marks[state];
  const isPlain = state !== 'refused' && state !== 'unreachable';
  const details = [
    t.push[state],
    !isPlain && status && `HTTP ${status}`,
    attempt > 1 && words.value.controls.attempt(attempt),
  ];
  return (
    <>
      <span>{details.filter(Boolean).join(' · ')}</span>
      {mark && (
        <span class={`status-mark is-${mark[1]}`}>
          <Icon name={mark[0]} size={15} />
        </span>
      )}
    </>
  );
}
