import { signal } from '@preact/signals';
import type { Statistics } from '../src/control-api/statistics.ts';
import { get } from './api.ts';
import { onEvent, onOpen } from './live.ts';

export const latest = signal<Statistics | undefined>(undefined);

/** At most one request per interval, however many messages arrive. Milliseconds. */
const interval = 1000;

let watching = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps the figures up to date until the returned function is called. */
export function watchStatistics(): () => void {
  watching = true;
  void load();
  return () => {
    watching = false;
  };
}

export function startStatistics(): void {
  onOpen(soon);
  onEvent('message', soon);
  onEvent('cleared', soon);
}

function soon(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    if (watching) void load();
  }, interval);
}

async function load(): Promise<void> {
  latest.value = await get<Statistics>('statistics').catch(() => latest.value);
}
