import { batch, effect } from '@preact/signals';
import type { Message } from '../src/messages/message.ts';
import {
  filtered,
  merge,
  isReloading,
  messages,
  recount,
  reload,
  search,
  statusFilter,
  to,
  total,
} from './inbox-state.ts';
import { onEvent, onOpen } from './live.ts';

/** A burst of messages is shown once per frame; a search is asked again at most this often. */
const searchInterval = 250;
const recountInterval = 1000;

let waiting: Message[] = [];
let frame: number | undefined;
let recountTimer: ReturnType<typeof setTimeout> | undefined;
let searchTimer: ReturnType<typeof setTimeout> | undefined;

/** Keeps the list in step with the sandbox from now on. */
export function startInbox(): void {
  onOpen(() => void reload());
  onEvent('message', changed);
  onEvent('cleared', () => {
    waiting = [];
    void reload();
  });
  let first = true;
  effect(() => {
    const { value } = search;
    void [value, statusFilter.value];
    if (first) first = false;
    else searchSoon(120);
  });
}

function changed(message: Message): void {
  // Which messages a search finds is the server's knowledge: it is asked again.
  if (filtered.value || to !== undefined) {
    searchSoon(searchInterval);
    return;
  }
  waiting.push(message);
  frame ??= requestAnimationFrame(flush);
}

function flush(): void {
  // A list that is on its way may be older than what waits here: first the one, then the other.
  if (isReloading()) {
    frame = requestAnimationFrame(flush);
    return;
  }
  frame = undefined;
  const changes = waiting;
  waiting = [];
  const before = messages.value.length;
  const merged = merge(messages.value, changes);
  batch(() => {
    messages.value = merged;
    total.value += merged.length - before;
  });
  recountSoon();
}

/** The sandbox drops its oldest messages and tells nobody: it is asked for its count now and then. */
function recountSoon(): void {
  recountTimer ??= setTimeout(() => {
    recountTimer = undefined;
    void recount();
  }, recountInterval);
}

function searchSoon(delay: number): void {
  searchTimer ??= setTimeout(() => {
    searchTimer = undefined;
    void reload();
  }, delay);
}
