import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { RequestLog } from '../requests/request-log.ts';
import { answer, badRequest, createApi } from './api.ts';
import { requestSchema } from './schemas.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/requests',
  summary: 'The latest calls to the Aliyun side with their results, newest first',
  request: {
    query: z.object({
      limit: z.coerce.number().int().min(1).max(10_000).default(100),
      before: z.string().optional().openapi({ description: 'Only calls older than this id' }),
    }),
  },
  responses: {
    200: answer(
      'The calls',
      z.object({ requests: z.array(requestSchema).readonly(), total: z.number().int() }),
    ),
    400: badRequest,
  },
});

export function requestRoutes(requests: RequestLog): OpenAPIHono {
  const api = createApi();
  api.openapi(listRoute, (context) => {
    const { limit, before } = context.req.valid('query');
    return context.json({ requests: requests.list(limit, before), total: requests.size() }, 200);
  });
  return api;
}
