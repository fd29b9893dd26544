import type { LoggedCall, LoggedRequest } from '../requests/request-log.ts';

/** A call for the log with the given fields. */
export function loggedCall(known: Partial<LoggedRequest> = {}): LoggedCall {
  const details: LoggedRequest = {
    id: 'R-1',
    at: '2026-01-02T03:04:05.000Z',
    method: 'POST',
    parameters: {},
    ...known,
  };
  const { id, action, apiCode } = details;
  return { id, action, apiCode, bytes: 0, details: () => details };
}
