import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { MAGIC_NUMBERS, type MagicNumber } from '../rules/magic-numbers.ts';
import { answer, createApi } from './api.ts';
import { optional } from '../messages/message-schema.ts';

const magicNumberSchema = z
  .object({
    number: z.string().openapi({ description: 'E.164' }),
    apiCode: optional(z.string()).openapi({ description: 'Every send is refused with this code' }),
    errCode: optional(z.string().nullable()).openapi({
      description: 'Every send is accepted and reported with this code; null: no report',
    }),
    delayMs: optional(z.number()).openapi({
      description: 'From acceptance to the report, if longer than usual',
    }),
    meaning: z.object({ en: z.string(), zh: z.string() }),
  })
  .openapi('MagicNumber') satisfies z.ZodType<MagicNumber>;

const route = createRoute({
  method: 'get',
  path: '/magic-numbers',
  summary: 'Numbers that always have the same outcome',
  responses: {
    200: answer('The list', z.object({ magicNumbers: z.array(magicNumberSchema).readonly() })),
  },
});

export function magicNumberRoutes(): OpenAPIHono {
  const api = createApi();
  api.openapi(route, (context) => context.json({ magicNumbers: MAGIC_NUMBERS }, 200));
  return api;
}
