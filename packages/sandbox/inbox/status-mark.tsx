import type { JSX } from 'preact';
import type { Message } from '../src/messages/message.ts';
import { Icon, type IconName } from './icons.tsx';
import { words } from './language.ts';

const icons: Readonly<Record<Message['status'], IconName>> = {
  submitted: 'clock',
  delivered: 'check',
  failed: 'alert',
};

/** The delivery status as an icon, with its name for screen readers and on hover. */
export function StatusMark({ status }: { status: Message['status'] }): JSX.Element {
  const name = words.value.status[status];
  return (
    <span class={`status-mark is-${status}`} role="img" aria-label={name} title={name}>
      <Icon name={icons[status]} size={15} />
    </span>
  );
}
