import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Message } from '../src/messages/message.ts';
import { copyText } from './clipboard.ts';
import { announce } from './announcer.tsx';
import { countryFlag, countryName, flagClass } from './country.ts';
import { displayDate, displayNumber, displayTime } from './display.ts';
import { words } from './language.ts';
import { StatusMark } from './status-mark.tsx';

interface PhoneProps {
  readonly to: string;
  readonly country: string;
  /** Oldest first, as a phone shows a conversation. */
  readonly messages: readonly Message[];
  readonly selectedId?: string | undefined;
}

/** The recipient's phone: all messages to one number as speech bubbles. */
export function Phone({ to, country, messages, selectedId }: PhoneProps): JSX.Element {
  const number = displayNumber(to);
  return (
    <section class="phone" aria-label={words.value.phoneOf(number)}>
      <header>
        <span class={flagClass()} aria-hidden="true">
          {countryFlag(country)}
        </span>
        <h2>{number}</h2>
        <p>{countryName(country)}</p>
      </header>
      <Conversation messages={messages} selectedId={selectedId} />
    </section>
  );
}

function Conversation({ messages, selectedId }: Pick<PhoneProps, 'messages' | 'selectedId'>) {
  const shown = useRef<HTMLLIElement>(null);
  const newest = messages.at(-1)?.id;
  const anchor = selectedId ?? newest;
  useEffect(() => {
    const box = shown.current?.closest('ol');
    if (!box || !shown.current) return;
    // Not scrollIntoView(), which would also scroll the page that embeds this one.
    const { offsetTop, offsetHeight } = shown.current;
    box.scrollTop = offsetTop + offsetHeight - box.clientHeight + 16;
  }, [anchor, newest]);
  return (
    <ol class="conversation" tabIndex={0} aria-label={words.value.conversation}>
      {messages.map((message, index) => (
        <li key={message.id} ref={message.id === anchor ? shown : null}>
          {isNewDay(message, messages[index - 1]) && (
            <p class="day">{displayDate(message.acceptedAt)}</p>
          )}
          <Bubble message={message} selected={message.id === selectedId} />
        </li>
      ))}
    </ol>
  );
}

function isNewDay(message: Message, before: Message | undefined): boolean {
  if (!before) return true;
  return new Date(message.acceptedAt).toDateString() !== new Date(before.acceptedAt).toDateString();
}

function Bubble({ message, selected }: { message: Message; selected: boolean }): JSX.Element {
  return (
    <>
      <p class={`bubble ${selected ? 'is-selected' : ''} is-${message.status}`} dir="auto">
        <TextWithCode
          text={message.text}
          code={message.status === 'failed' ? null : message.code}
        />
      </p>
      <p class="bubble-foot">
        <time dateTime={message.acceptedAt}>{displayTime(message.acceptedAt)}</time>
        <span>
          {message.status === 'failed'
            ? words.value.notDelivered
            : words.value.status[message.status]}
        </span>
        <StatusMark status={message.status} />
      </p>
    </>
  );
}

/** The text with a clickable code, as on phones. Only text nodes: the text is untrusted. */
function TextWithCode({ text, code }: Pick<Message, 'text' | 'code'>): JSX.Element {
  const at = code === null ? -1 : text.indexOf(code);
  if (code === null || at < 0) return <>{text}</>;
  const copy = async () => {
    announce((await copyText(code)) ? words.value.copied : words.value.copyFailed);
  };
  return (
    <>
      {text.slice(0, at)}
      {/* Not a <button>, which is an inline block: a line could break between the code and a comma. */}
      <span
        class="code-in-text"
        role="button"
        tabIndex={0}
        aria-label={words.value.copyCode(code)}
        onClick={() => void copy()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void copy();
        }}
      >
        {code}
      </span>
      {text.slice(at + code.length)}
    </>
  );
}
