import type { Message } from '../src/messages/message.ts';

/** The control API: `/inbox/` and `/sandbox/v1/` share one origin. */
const base = new URL('../sandbox/v1/', new URL('.', location.href));

type Query = Readonly<Record<string, string | number | undefined>>;

export interface MessageQuery {
  readonly to?: string | undefined;
  readonly q?: string | undefined;
  readonly status?: Message['status'] | undefined;
  readonly limit: number;
  /** Id of a message: only older ones are returned. */
  readonly before?: string | undefined;
}

export interface MessagePage {
  readonly messages: readonly Message[];
  readonly total: number;
  readonly dropped: number;
}

export function apiUrl(path: string, query: Query = {}): string {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url.href;
}

export function fetchMessages(query: MessageQuery): Promise<MessagePage> {
  return get('messages', { ...query });
}

export function fetchMessage(id: string): Promise<Message> {
  return get(`messages/${encodeURIComponent(id)}`);
}

export async function clearMessages(): Promise<void> {
  await call('DELETE', 'messages');
}

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  const response = await call('GET', path, query);
  // Not validated: the page trusts the sandbox that served it.
  const body: T = await response.json();
  return body;
}

export async function put<T>(path: string, change: unknown): Promise<T> {
  const response = await call('PUT', path, {}, change);
  const body: T = await response.json();
  return body;
}

export async function create<T>(path: string, thing: unknown): Promise<T> {
  const response = await call('POST', path, {}, thing);
  const body: T = await response.json();
  return body;
}

export async function post(path: string, body?: unknown): Promise<void> {
  await call('POST', path, {}, body);
}

async function call(
  method: string,
  path: string,
  query: Query = {},
  body?: unknown,
): Promise<Response> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(apiUrl(path, query), { method, headers, ...json });
  if (response.ok) return response;
  const problem: unknown = await response.json().catch(() => undefined);
  throw new Error(problemMessage(problem) ?? `${method} ${path}: HTTP ${response.status}`);
}

function problemMessage(problem: unknown): string | undefined {
  if (typeof problem !== 'object' || problem === null || !('error' in problem)) return undefined;
  return typeof problem.error === 'string' ? problem.error : undefined;
}
