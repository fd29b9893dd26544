import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { errorSchema } from './schemas.ts';

/** A router that validates input, and answers invalid input with 400 and an error message. */
export function createApi(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result, context) =>
      result.success ? undefined : context.json({ error: explain(result.error) }, 400),
  });
}

function explain(error: z.core.$ZodError): string {
  return error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
}

/** A JSON answer in a route's description. */
export function answer<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } };
}

/** The required JSON body in a route's description. */
export function requestBody<T extends z.ZodType>(description: string, schema: T) {
  return { body: { ...answer(description, schema), required: true } };
}

export const noContent = { description: 'Done' };
export const badRequest = answer('The request is invalid', errorSchema);
export const notFound = answer('Not found', errorSchema);
