import { batch, computed, signal } from '@preact/signals';
import type { Message } from '../src/messages/message.ts';
import { clearMessages, fetchMessages } from './api.ts';
import { normalizedSearch } from './number-search.ts';

export type StatusFilter = Message['status'] | 'any';

/** Rows per request; the list loads more when it is scrolled near its end. */
const pageSize = 500;

/** The inbox can be opened for one number: `?to=+8613800138000`. */
export const to = new URLSearchParams(location.search).get('to') ?? undefined;

export const search = signal('');
export const statusFilter = signal<StatusFilter>('any');
export const messages = signal<readonly Message[]>([]);
export const total = signal(0);
export const dropped = signal(0);
/** Whether the first answer has arrived; until then the list does not claim to be empty. */
export const loaded = signal(false);
export const loadFailed = signal(false);
export const filtered = computed(() => search.value !== '' || statusFilter.value !== 'any');

let generation = 0;
let reloads = 0;
let loadingMore = false;

export function isReloading(): boolean {
  return reloads > 0;
}

/** Reads the list again from the start. An answer overtaken by a newer request is dropped. */
export async function reload(): Promise<void> {
  generation += 1;
  const mine = generation;
  reloads += 1;
  try {
    const page = await fetchMessages({ ...currentQuery(), limit: pageSize });
    if (mine !== generation) return;
    batch(() => {
      messages.value = page.messages;
      total.value = page.total;
      dropped.value = page.dropped;
      loaded.value = true;
      loadFailed.value = false;
    });
  } catch {
    if (mine === generation) loadFailed.value = true;
  } finally {
    reloads -= 1;
  }
}

export async function loadMore(): Promise<void> {
  const before = messages.value.at(-1)?.id;
  if (loadingMore || before === undefined || messages.value.length >= total.value) return;
  loadingMore = true;
  const mine = generation;
  try {
    const page = await fetchMessages({ ...currentQuery(), before, limit: pageSize });
    if (mine === generation) messages.value = [...messages.value, ...page.messages];
  } catch {
    loadFailed.value = true;
  } finally {
    loadingMore = false;
  }
}

/** Updates the count, and removes what the sandbox has dropped from the list. */
export async function recount(): Promise<void> {
  const mine = generation;
  try {
    const counted = await fetchMessages({ ...currentQuery(), limit: 1 });
    if (mine !== generation) return;
    batch(() => {
      total.value = counted.total;
      dropped.value = counted.dropped;
      if (messages.value.length > counted.total)
        messages.value = messages.value.slice(0, counted.total);
    });
  } catch {
    // Retried after the next message.
  }
}

export async function clearInbox(): Promise<void> {
  await clearMessages();
  await reload();
}

function currentQuery() {
  const status = statusFilter.value;
  return { to, q: normalizedSearch(search.value), status: status === 'any' ? undefined : status };
}

/** Updates changed messages in place and puts new ones on top: newest first, like the server. */
export function merge(list: readonly Message[], changes: readonly Message[]): readonly Message[] {
  const changed = new Map(changes.map((message) => [message.id, message]));
  const updated = list.map((message) => {
    const change = changed.get(message.id);
    changed.delete(message.id);
    return change ?? message;
  });
  return [...[...changed.values()].toReversed(), ...updated];
}
