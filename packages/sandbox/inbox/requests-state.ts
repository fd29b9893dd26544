import { computed, signal } from '@preact/signals';
import type { LoggedRequest } from '../src/requests/request-log.ts';
import { get } from './api.ts';
import { normalizedSearch } from './number-search.ts';
import { onEvent, onOpen } from './live.ts';

/** As many requests as the sandbox keeps, loaded in pages, because each contains all its texts. */
const maxRequests = 5000;
const pageSize = 500;

interface RequestPage {
  readonly requests: readonly LoggedRequest[];
}

export const requests = signal<readonly LoggedRequest[]>([]);
export const requestSearch = signal('');
export const onlyRefused = signal(false);

export const shownRequests = computed(() => {
  const needle = normalizedSearch(requestSearch.value).toLowerCase();
  return requests.value.filter(
    (request) => (!onlyRefused.value || !isAccepted(request)) && contains(request, needle),
  );
});

export const refusedCount = computed(
  () => requests.value.filter((request) => !isAccepted(request)).length,
);

export function isAccepted({ apiCode, fault }: LoggedRequest): boolean {
  return apiCode === 'OK' && fault === undefined;
}

function contains(request: LoggedRequest, needle: string): boolean {
  const { id, action = '', apiCode = '', accessKeyId = '', parameters } = request;
  const texts = [id, action, apiCode, accessKeyId, ...Object.values(parameters)];
  // Clients write a number with or without `+`.
  if (needle.startsWith('+') && texts.some((text) => text.includes(needle.slice(1)))) return true;
  return texts.some((text) => text.toLowerCase().includes(needle));
}

/** The (first) number that a request sends to, as written in the request. */
export function numberOf({ parameters }: LoggedRequest): string | undefined {
  const { PhoneNumbers, PhoneNumber, To, PhoneNumberJson } = parameters;
  const written = PhoneNumbers ?? PhoneNumber ?? To ?? PhoneNumberJson;
  return written?.match(/\+?\d{5,}/)?.[0];
}

let waiting: LoggedRequest[] = [];
let frame: number | undefined;

/** From now on keeps the log in sync with the sandbox. */
export function startRequestLog(): void {
  onOpen(() => void load());
  onEvent('request', (request) => {
    waiting.push(request);
    frame ??= requestAnimationFrame(flush);
  });
}

let generation = 0;

/** Loads the log page by page, newest first. Stops if a newer load has started. */
async function load(): Promise<void> {
  generation += 1;
  const mine = generation;
  let last: readonly LoggedRequest[] = [];
  try {
    do {
      const before = last.at(-1)?.id;
      // Each page starts where the previous one ended.
      // oxlint-disable-next-line no-await-in-loop
      const page: RequestPage = await get('requests', { limit: pageSize, before });
      if (mine !== generation) return;
      last = page.requests;
      const newer = before === undefined ? [] : requests.value;
      requests.value = [...newer, ...last].slice(0, maxRequests);
    } while (last.length === pageSize && requests.value.length < maxRequests);
  } catch {
    // Loaded again when the event stream reopens.
  }
}

function flush(): void {
  frame = undefined;
  const known = new Set(requests.value.map(({ id }) => id));
  const fresh = waiting.toReversed().filter(({ id }) => !known.has(id));
  waiting = [];
  requests.value = [...fresh, ...requests.value].slice(0, maxRequests);
}
