import type { Deadline } from './deadline.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

/** Sends one request, and gives up when the deadline is over. */
export type Dispatch = (request: HttpRequest, deadline: Deadline) => Promise<HttpResponse>;
