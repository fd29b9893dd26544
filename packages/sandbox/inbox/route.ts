import { computed, signal } from '@preact/signals';

/** The parts of the page, in the order of their tabs. */
export const views = ['messages', 'requests', 'statistics', 'controls'] as const;
export type View = (typeof views)[number];

export interface Route {
  readonly view: View;
  /** Of the message or the request that is open. */
  readonly id?: string;
}

/** Reads `#/requests/17`; anything unknown is the message list. */
function parseRoute(hash: string): Route {
  const [, name, id] = hash.split('/');
  const view = views.find((known) => known === name) ?? 'messages';
  return id ? { view, id: decodeURIComponent(id) } : { view };
}

export function routeHash({ view, id }: Route): string {
  return id === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(id)}`;
}

const hash = signal(location.hash);
addEventListener('hashchange', () => {
  hash.value = location.hash;
});

export const route = computed(() => parseRoute(hash.value));

/** Follows a route without a new entry in the browser's history: for the arrow keys. */
export function replaceRoute(next: Route): void {
  history.replaceState(null, '', routeHash(next));
  hash.value = location.hash;
}
