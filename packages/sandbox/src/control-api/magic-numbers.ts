import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { MAGIC_NUMBERS, type MagicNumber } from '../rules/magic-numbers.ts';
import { answer, createApi } from './api.ts';
import { optional } from './schemas.ts';

const magicNumberSchema = z
  .object({
    number: z.string().openapi({ description: 'E.164' }),
    apiCode: optional(z.string()).openapi({ description: 'Every send is refused so …' }),
    errCode: optional(z.string().nullable()).openapi({
      description: '… or accepted and then reported so; null: never',
    }),
    delayMs: optional(z.number()).openapi({ description: 'The report takes so long' }),
    meaning: z.object({ en: z.string(), zh: z.string() }),
  })
  .openapi('MagicNumber') satisfies z.ZodType<MagicNumber>;

const route = createRoute({
  method: 'get',
  path: '/magic-numbers',
  summary: 'Numbers with one fate each',
  responses: {
    200: answer('The list', z.object({ magicNumbers: z.array(magicNumberSchema).readonly() })),
  },
});

export function magicNumberRoutes(): OpenAPIHono {
  const api = createApi();
  api.openapi(route, (context) => context.json({ magicNumbers: MAGIC_NUMBERS }, 200));
  return api;
}
