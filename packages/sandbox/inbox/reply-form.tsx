import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { displayNumber } from './display.ts';
import { Icon } from './icons.tsx';
import { words } from './language.ts';
import { sendReply } from './replies-state.ts';

/** What was begun and not sent, by number: another view and back, and it is still there. */
const drafts = new Map<string, string>();

interface ReplyFormProps {
  /** Whose phone it is, E.164. Another number needs another form: give it as the key too. */
  readonly from: string;
  readonly onBegin: () => void;
  readonly onSent: () => void;
}

/** Answers as the phone's owner would. */
export function ReplyForm({ from, onBegin, onSent }: ReplyFormProps): JSX.Element {
  const t = words.value.reply;
  const [draft, setDraft] = useState(drafts.get(from) ?? '');
  const write = (text: string) => {
    drafts.set(from, text);
    setDraft(text);
  };
  const content = draft.trim();
  const send = async () => {
    // Before the answer is there, so that a second Enter sends nothing twice.
    write('');
    if (await sendReply({ from, content })) onSent();
    else write(draft);
  };
  return (
    <form
      class="reply-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (content !== '') void send();
      }}
    >
      <input
        id="reply"
        value={draft}
        aria-label={t.label(displayNumber(from))}
        placeholder={t.placeholder}
        maxLength={500}
        dir="auto"
        autocomplete="off"
        enterkeyhint="send"
        onInput={(event) => {
          onBegin();
          write(event.currentTarget.value);
        }}
      />
      <button type="submit" class="primary" aria-label={t.send} title={t.send} disabled={!content}>
        <Icon name="send" size={20} />
      </button>
    </form>
  );
}
