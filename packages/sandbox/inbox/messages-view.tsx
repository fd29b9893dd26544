import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Message } from '../src/messages/message.ts';
import { fetchMessage, fetchMessages } from './api.ts';
import { EmptyInbox, LoadFailed, NothingFound } from './empty-inbox.tsx';
import { filtered, loadFailed, loadMore, loaded, messages } from './inbox-state.ts';
import { InboxToolbar } from './inbox-toolbar.tsx';
import { Icon } from './icons.tsx';
import { words } from './language.ts';
import { MessageDetails } from './message-details.tsx';
import { MessageRow, messageRowHeight } from './message-row.tsx';
import { Phone } from './phone.tsx';
import { route, routeHash } from './route.ts';
import { VirtualList } from './virtual-list.tsx';

/** List, phone, details. Shows the newest message unless one is selected, so that an open page
 *  follows the traffic. */
export function MessagesView(): JSX.Element {
  const { id } = route.value;
  const named = useMessage(id);
  const chosen = id === undefined ? messages.value[0] : named.message;
  return (
    <main class={`messages-view ${id === undefined ? '' : 'has-choice'}`} tabIndex={-1}>
      <div class="list-pane">
        <InboxToolbar />
        <ListBody selectedId={chosen?.id} />
      </div>
      {chosen ? <Reading message={chosen} /> : <NothingChosen gone={named.gone} />}
    </main>
  );
}

function ListBody({ selectedId }: { selectedId: string | undefined }): JSX.Element | null {
  if (loadFailed.value && messages.value.length === 0) return <LoadFailed />;
  if (!loaded.value) return null;
  if (messages.value.length === 0) return filtered.value ? <NothingFound /> : <EmptyInbox />;
  return (
    <VirtualList
      items={messages.value}
      keyOf={(message) => message.id}
      rowHeight={messageRowHeight}
      label={words.value.messages}
      chosenKey={route.value.id}
      onNearEnd={() => void loadMore()}
    >
      {(message) => <MessageRow message={message} selected={message.id === selectedId} />}
    </VirtualList>
  );
}

function Reading({ message }: { message: Message }): JSX.Element {
  const conversation = useConversation(message);
  return (
    <div class="reading">
      <a class="back" href={routeHash({ view: 'messages' })}>
        <Icon name="back" />
        {words.value.back}
      </a>
      <Phone
        to={message.to}
        country={message.country}
        messages={conversation}
        selectedId={message.id}
      />
      <MessageDetails message={message} />
    </div>
  );
}

function NothingChosen({ gone }: { gone: boolean }): JSX.Element | null {
  if (!gone) return <div class="reading" />;
  return (
    <div class="reading is-empty">
      <p>{words.value.gone}</p>
    </div>
  );
}

interface NamedMessage {
  readonly message?: Message;
  readonly gone: boolean;
}

/** The message with this id: from the list, or from the sandbox if the list does not contain it. */
function useMessage(id: string | undefined): NamedMessage {
  const listed = messages.value.find((message) => message.id === id);
  const [answer, setAnswer] = useState<NamedMessage>({ gone: false });
  useEffect(() => {
    if (id === undefined || listed || !loaded.value) return undefined;
    let current = true;
    fetchMessage(id)
      .then((message) => current && setAnswer({ message, gone: false }))
      .catch(() => current && setAnswer({ gone: true }));
    return () => {
      current = false;
    };
  }, [id, listed === undefined, loaded.value, messages.value.length === 0]);
  if (listed) return { message: listed, gone: false };
  return answer.message?.id === id || answer.gone ? answer : { gone: false };
}

/** The latest messages to the same number, oldest first; reloaded when the list changes. */
function useConversation(message: Message): readonly Message[] {
  const [answer, setAnswer] = useState<readonly Message[]>([]);
  const newest = messages.value.find(({ to }) => to === message.to);
  useEffect(() => {
    let current = true;
    fetchMessages({ to: message.to, limit: 50 })
      .then((page) => current && setAnswer(page.messages.toReversed()))
      .catch(() => current && setAnswer([message]));
    return () => {
      current = false;
    };
  }, [message.to, message.status, newest?.id]);
  const known = answer.some(({ id, to }) => id === message.id && to === message.to);
  return known ? answer.filter(({ to }) => to === message.to) : [message];
}
