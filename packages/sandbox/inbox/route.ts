import { computed, signal } from '@preact/signals';

/** The views of the page, in tab order. */
export const views = ['messages', 'requests', 'statistics', 'controls'] as const;
export type View = (typeof views)[number];

export interface Route {
  readonly view: View;
  /** Id of the open message or request. */
  readonly id?: string;
}

/** Parses `#/requests/17`; anything unknown leads to the messages. */
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

/** Goes to a route without a new history entry, for the arrow keys. */
export function replaceRoute(next: Route): void {
  history.replaceState(null, '', routeHash(next));
  hash.value = location.hash;
}
