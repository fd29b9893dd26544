import type { JSX } from 'preact';
import type { Message } from '../src/messages/message.ts';
import { CopyButton } from './copy-button.tsx';
import { countryFlag, countryName, flagClass } from './country.ts';
import { displayNumber, displayTime } from './display.ts';
import { words } from './language.ts';
import { routeHash } from './route.ts';
import { StatusMark } from './status-mark.tsx';

export const messageRowHeight = 98;

interface MessageRowProps {
  readonly message: Message;
  readonly selected: boolean;
}

/** One message as a phone lists it. The whole row is a link; the copy button lies on top of it, not
 *  inside it, because screen readers cannot reach a button inside a link. */
export function MessageRow({ message, selected }: MessageRowProps): JSX.Element {
  const { id, to, country, text, code, status, acceptedAt } = message;
  const number = displayNumber(to);
  return (
    <div class={`message-row ${selected ? 'is-selected' : ''}`}>
      <span
        class={flagClass()}
        role="img"
        aria-label={countryName(country)}
        title={countryName(country)}
      >
        {countryFlag(country)}
      </span>
      <div class="headline">
        <a
          class="number"
          href={routeHash({ view: 'messages', id })}
          aria-current={selected ? 'true' : undefined}
        >
          {number}
        </a>
        <span class="when">
          <time dateTime={acceptedAt}>{displayTime(acceptedAt)}</time>
          <StatusMark status={status} />
        </span>
      </div>
      <div class="content">
        <p class="preview" dir="auto">
          {text}
        </p>
        {code !== null && status !== 'failed' && (
          <CopyButton class="code-chip" text={code} label={words.value.copyCode(code)}>
            <span>{code}</span>
          </CopyButton>
        )}
      </div>
    </div>
  );
}
