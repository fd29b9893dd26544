import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { LiveEvents } from './live-events.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { createApi } from './api.ts';

const route = createRoute({
  method: 'get',
  path: '/events',
  summary: 'Server-sent events',
  description:
    '`message`: a message was accepted or reported, in the format of the lists. `cleared`: all ' +
    'messages were deleted. `request`: a call to the Aliyun side. `settings`: faults, clock, receipts ' +
    'or manual review changed; no data. `review`: an application was made or decided; no data.',
  responses: {
    200: {
      description: 'The stream, which does not end',
      content: { 'text/event-stream': { schema: z.string() } },
    },
  },
});

/** Publishes what happens in the sandbox. */
export function publishChanges(
  { messages, requests, reviews }: SandboxState,
  events: LiveEvents,
): void {
  messages.subscribe((event) => {
    if (event.type === 'cleared') events.publish({ name: 'cleared', data: () => ({}) });
    else events.publish({ name: 'message', data: () => event.message.details() });
  });
  reviews.subscribe(() => events.publish({ name: 'review', data: () => ({}) }));
  requests.subscribe((call) => events.publish({ name: 'request', data: () => call.details() }));
}

export function eventRoutes(events: LiveEvents): OpenAPIHono {
  const api = createApi();
  api.openapi(route, (context) =>
    context.body(events.open(), 200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    }),
  );
  return api;
}
