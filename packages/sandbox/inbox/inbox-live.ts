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

/** Limits how often a search and the count are repeated, in milliseconds. Messages show once per frame. */
const searchInterval = 250;
const recountInterval = 1000;

let waiting: Message[] = [];
let frame: number | undefined;
let recountTimer: ReturnType<typeof setTimeout> | undefined;
let searchTimer: ReturnType<typeof setTimeout> | undefined;

/** From now on keeps the list in sync with the sandbox. */
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
  // Only the server knows which messages match, so the search is repeated.
  if (filtered.value || to !== undefined) {
    searchSoon(searchInterval);
    return;
  }
  waiting.push(message);
  frame ??= requestAnimationFrame(flush);
}

function flush(): void {
  // A list being loaded may be older than the waiting changes, so it is applied first.
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

/** The sandbox sends no event for dropped messages, so the count is read again after new ones. */
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
