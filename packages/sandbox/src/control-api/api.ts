import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { errorSchema } from './schemas.ts';

/** A router whose routes check their input and answer a wrong one with 400 and a sentence. */
export function createApi(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result, context) =>
      result.success ? undefined : context.json({ error: explain(result.error) }, 400),
  });
}

function explain(error: z.core.$ZodError): string {
  return error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
}

/** A JSON answer for a route's description. */
export function answer<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } };
}

/** The JSON that a call has to bring, for a route's description. */
export function requestBody<T extends z.ZodType>(description: string, schema: T) {
  return { body: { ...answer(description, schema), required: true } };
}

export const noContent = { description: 'Done' };
export const badRequest = answer('The request is not as described', errorSchema);
export const notFound = answer('There is no such thing', errorSchema);
