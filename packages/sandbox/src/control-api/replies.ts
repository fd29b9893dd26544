import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Receipts } from '../pushes/receipts.ts';
import { answer, badRequest, createApi, notFound, requestBody } from './api.ts';
import { numberSchema, optional, replySchema } from './schemas.ts';

const listReplies = createRoute({
  method: 'get',
  path: '/replies',
  summary: 'What people wrote back, newest first, and how far its push has come',
  description: 'The newest 1,000 are kept, and none longer than the messages.',
  request: {
    query: z.object({
      from: optional(numberSchema),
      limit: z.coerce.number().int().min(1).max(1000).default(50),
    }),
  },
  responses: {
    200: answer('The replies', z.object({ replies: z.array(replySchema).readonly() })),
    400: badRequest,
  },
});
const reply = createRoute({
  method: 'post',
  path: '/replies',
  summary: 'Has the owner of a mainland number answer the newest message to it',
  request: requestBody(
    'The reply',
    z.strictObject({ from: numberSchema, content: z.string().min(1).max(500) }),
  ),
  responses: { 200: answer('The reply', replySchema), 400: badRequest, 404: notFound },
});

export function replyRoutes(receipts: Receipts): OpenAPIHono {
  const api = createApi();
  api.openapi(listReplies, (context) =>
    context.json({ replies: receipts.replies.list(context.req.valid('query')) }, 200),
  );
  api.openapi(reply, (context) => {
    const written = receipts.reply(context.req.valid('json'));
    return written === undefined
      ? context.json({ error: 'No mainland message to this number can be answered.' }, 404)
      : context.json(written, 200);
  });
  return api;
}
