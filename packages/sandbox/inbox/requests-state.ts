import { computed, signal } from '@preact/signals';
import type { LoggedRequest } from '../src/request-log.ts';
import { get } from './api.ts';
import { onEvent, onOpen } from './live.ts';

/** The page keeps this many calls; the sandbox itself keeps more. */
const kept = 1000;

export const requests = signal<readonly LoggedRequest[]>([]);
export const requestSearch = signal('');
export const onlyRefused = signal(false);

export const shownRequests = computed(() => {
  const needle = requestSearch.value.trim().toLowerCase();
  return requests.value.filter(
    (request) => (!onlyRefused.value || !isAccepted(request)) && contains(request, needle),
  );
});

export function isAccepted({ apiCode, fault }: LoggedRequest): boolean {
  return apiCode === 'OK' && fault === undefined;
}

function contains(request: LoggedRequest, needle: string): boolean {
  const { id, action = '', apiCode = '', accessKeyId = '', parameters } = request;
  const texts = [id, action, apiCode, accessKeyId, ...Object.values(parameters)];
  return texts.some((text) => text.toLowerCase().includes(needle));
}

let waiting: LoggedRequest[] = [];
let frame: number | undefined;

/** Keeps the log in step with the sandbox from now on. */
export function startRequestLog(): void {
  onOpen(() => void load());
  onEvent('request', (request) => {
    waiting.push(request);
    frame ??= requestAnimationFrame(flush);
  });
}

async function load(): Promise<void> {
  try {
    const answer = await get<{ requests: readonly LoggedRequest[] }>('requests', { limit: kept });
    requests.value = answer.requests;
  } catch {
    // The next opening of the stream reads again.
  }
}

function flush(): void {
  frame = undefined;
  const known = new Set(requests.value.map(({ id }) => id));
  const fresh = waiting.toReversed().filter(({ id }) => !known.has(id));
  waiting = [];
  requests.value = [...fresh, ...requests.value].slice(0, kept);
}
