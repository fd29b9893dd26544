import { signal } from '@preact/signals';
import type { Message } from '../src/messages/message.ts';
import type { LoggedRequest } from '../src/requests/request-log.ts';
import { apiUrl } from './api.ts';

/** The data of each event, by event name. */
interface LiveData {
  readonly message: Message;
  readonly cleared: object;
  readonly request: LoggedRequest;
  readonly settings: object;
  readonly review: object;
}

/** Whether the event stream is connected. */
export const connected = signal(false);

const attachments: ((source: EventSource) => void)[] = [];
const openListeners: (() => void)[] = [];
let current: EventSource | undefined;

/** Calls the listener for each server-sent event of this name as long as the page is open. */
export function onEvent<Name extends keyof LiveData>(
  name: Name,
  listener: (data: LiveData[Name]) => void,
): void {
  const attach = (source: EventSource) =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) => listener(JSON.parse(data)));
  attachments.push(attach);
  if (current) attach(current);
}

/** Calls the listener whenever the stream opens, also after an interruption: events in between were
 *  missed, so that the state has to be read again. */
export function onOpen(listener: () => void): void {
  openListeners.push(listener);
  if (connected.value) listener();
}

/** Connects, and reconnects every second while the sandbox is down, as during a restart. */
export function connect(): void {
  const source = new EventSource(apiUrl('events'));
  current = source;
  for (const attach of attachments) attach(source);
  source.addEventListener('open', () => {
    connected.value = true;
    for (const listener of openListeners) listener();
  });
  source.addEventListener('error', () => {
    connected.value = false;
    source.close();
    setTimeout(connect, 1000);
  });
}
