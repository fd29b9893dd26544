import type { JSX } from 'preact';
import { messages } from './inbox-state.ts';
import { Icon } from './icons.tsx';
import { words } from './language.ts';
import { Phone } from './phone.tsx';

/** Only the phone that received the latest message. */
export function EmbeddedPhone(): JSX.Element {
  const newest = messages.value[0];
  if (!newest) {
    return (
      <main class="embedded empty">
        <Icon name="bubble" size={36} />
        <h1>{words.value.noMessages}</h1>
      </main>
    );
  }
  const { to, country } = newest;
  const conversation = messages.value.filter((message) => message.to === to).slice(0, 50);
  return (
    <main class="embedded">
      <h1 class="visually-hidden">{words.value.title}</h1>
      <Phone to={to} country={country} messages={conversation.toReversed()} />
    </main>
  );
}
