import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { optional, statusSchema } from '../messages/message-schema.ts';
import type { Message } from '../messages/message.ts';
import { whyNoMessage } from '../missing-message.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { answer, badRequest, createApi, noContent, notFound } from './api.ts';
import { errorSchema, messageSchema, numberSchema } from './schemas.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/messages',
  summary: 'Messages, newest first',
  request: {
    query: z.object({
      to: optional(numberSchema),
      q: optional(z.string()).openapi({ description: 'Part of the text, number, signature …' }),
      status: optional(statusSchema),
      limit: z.coerce.number().int().min(1).max(10_000).default(50),
      before: optional(z.string()).openapi({ description: 'Older than this message id' }),
    }),
  },
  responses: {
    200: answer(
      'One page of messages',
      z.object({
        messages: z.array(messageSchema).readonly(),
        total: z.number().int().openapi({ description: 'Matching messages on all pages' }),
        dropped: z.number().int().openapi({ description: 'Old messages dropped at the maximum' }),
      }),
    ),
    400: badRequest,
  },
});

/** In milliseconds. The default is below the 5,000 after which Vitest ends a test. */
const maxTimeout = 600_000;
const defaultTimeout = 4000;

const waitRoute = createRoute({
  method: 'get',
  path: '/messages/wait',
  summary: 'Waits for a message to a number',
  description:
    'Answers as soon as there is a message to the number that is newer than `since`. ' +
    'Pass the last answer’s `cursor` as `since` to get every message once, even if the clock is ' +
    'moved. Messages that fail at the carrier are returned only if `status` selects them.',
  request: {
    query: z.object({
      to: numberSchema,
      since: optional(z.string()).openapi({
        description: 'The last `cursor`, or an ISO 8601 time',
      }),
      status: optional(statusSchema).openapi({
        description: '`submitted`: on acceptance, even if it will fail; else after its report',
      }),
      timeout: z.coerce
        .number()
        .int()
        .min(0)
        .max(maxTimeout)
        .default(defaultTimeout)
        .openapi({ description: 'Milliseconds' }),
    }),
  },
  responses: {
    200: answer(
      'The message and the code in it',
      z.object({
        message: messageSchema,
        code: z.string().nullable(),
        cursor: z.string().openapi({ description: 'Pass it as `since` to get the next message' }),
      }),
    ),
    400: badRequest,
    408: answer('No message arrived in time; says what happened instead', errorSchema),
  },
});

const getRoute = createRoute({
  method: 'get',
  path: '/messages/{id}',
  summary: 'One message',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: answer('The message', messageSchema), 404: notFound },
});

const clearRoute = createRoute({
  method: 'delete',
  path: '/messages',
  summary: 'Deletes all messages',
  responses: { 204: noContent },
});

export function messageRoutes(state: SandboxState): OpenAPIHono {
  const { messages } = state;
  const api = createApi();
  api.openapi(listRoute, (context) => {
    const list = messages.list(context.req.valid('query'));
    return context.json({ ...list, dropped: messages.dropped() }, 200);
  });
  // Before `/messages/{id}`, which would match `wait` as an id.
  api.openapi(waitRoute, async (context) => {
    const { timeout, ...wait } = context.req.valid('query');
    if (wait.since !== undefined && !messages.isPoint(wait.since)) {
      return context.json({ error: 'since: must be a cursor or an ISO 8601 time' }, 400);
    }
    const message = await waitAtMost(timeout, context.req.raw.signal, (signal) =>
      messages.waitFor({ ...wait, signal }),
    );
    if (message) return context.json({ message, code: message.code, cursor: message.id }, 200);
    return context.json({ error: whyNoMessage(state, wait.to, timeout) }, 408);
  });
  api.openapi(getRoute, (context) => {
    const message = messages.get(context.req.valid('param').id);
    return message
      ? context.json(message, 200)
      : context.json({ error: 'No message has this id.' }, 404);
  });
  api.openapi(clearRoute, (context) => {
    messages.clear();
    return context.body(null, 204);
  });
  return api;
}

/** Returns nothing after the timeout or when the caller disconnects, and then ends the wait. */
async function waitAtMost(
  milliseconds: number,
  gone: AbortSignal,
  wait: (signal: AbortSignal) => Promise<Message>,
): Promise<Message | undefined> {
  const end = new AbortController();
  const abort = () => end.abort();
  const timer = setTimeout(abort, milliseconds);
  gone.addEventListener('abort', abort, { once: true });
  if (gone.aborted) abort();
  try {
    return await wait(end.signal);
  } catch (error) {
    if (end.signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', abort);
  }
}
