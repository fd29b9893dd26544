import type { JSX } from 'preact';
import type { LoggedRequest } from '../src/requests/request-log.ts';
import { words } from './language.ts';
import { isAccepted } from './requests-state.ts';

/** The result of a request in one word: the API code if there is one. */
export function Verdict({ request }: { request: LoggedRequest }): JSX.Element {
  const { apiCode, status, fault } = request;
  const name =
    apiCode ?? fault ?? (status === undefined ? words.value.requests.cut : `HTTP ${status}`);
  return <span class={`verdict ${isAccepted(request) ? 'is-good' : 'is-bad'}`}>{name}</span>;
}
