import { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { addMessage } from '../../inbox/testing/sample-messages.ts';
import { createSandbox } from '../sandbox.ts';
import { createControlApp } from './index.ts';

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string(),
        requestBody: z.unknown().optional(),
        responses: z.record(
          z.string(),
          z.object({
            description: z.string(),
            content: z.record(z.string(), z.object({ schema: z.unknown() })).optional(),
          }),
        ),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

async function readDocument() {
  const sandbox = createSandbox();
  const app = createControlApp(sandbox);
  const answer = await app.fetch(new Request('http://127.0.0.1/sandbox/v1/openapi.json'));
  return { sandbox, app, document: documentSchema.parse(await answer.json()) };
}

test('the answer to every GET matches its description', async () => {
  const { sandbox, app, document } = await readDocument();
  const { id } = addMessage(sandbox);
  const values: Readonly<Record<string, string>> = { '{id}': id };
  const query = '?to=13800138000&timeout=1';
  for (const [path, methods] of Object.entries(document.paths)) {
    const responses = methods['get']?.responses;
    if (responses === undefined || path.endsWith('/events')) continue;
    const real = path.replaceAll(/\{\w+\}/g, (name) => values[name] ?? name) + query;
    const answer = await app.fetch(new Request(`http://127.0.0.1${real}`));
    const described = responses[String(answer.status)]?.content?.['application/json']?.schema;
    expect({ path, described }).toEqual({ path, described: expect.anything() });
    // OpenAPI has its shared schemas in another place than JSON Schema.
    const whole = { ...Object(described), $defs: document.components.schemas };
    const schema = z.fromJSONSchema(
      JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')),
    );
    const { error } = schema.safeParse(await answer.json());
    expect({ path, error }).toEqual({ path, error: undefined });
  }
});
