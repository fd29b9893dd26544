import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refusal, type Reply, type Route } from './logto-route.ts';

const events = z
  .array(z.enum(['PostRegister', 'PostSignIn', 'PostResetPassword', 'User.Created']))
  .nonempty();
/** Strict, as in Logto: no other columns of the table can be set. */
const creation = z.strictObject({
  name: z.string().max(256).default(''),
  events,
  config: z.object({ url: z.string(), headers: z.record(z.string(), z.string()).optional() }),
  enabled: z.boolean().default(true),
});
const trial = creation.pick({ events: true, config: true });

export const webhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/hooks\?includeExecutionStats=true$/,
    run: ({ webhooks }) => ({ status: 200, body: webhooks }),
  },
  {
    method: 'POST',
    path: /^\/api\/hooks$/,
    run(state, content) {
      const asked = creation.safeParse(content);
      if (!asked.success) return refusal(400, 'guard.invalid_input');
      const id = `hook-${state.webhooks.length + 1}`;
      const made = { ...asked.data, id, signingKey: randomUUID().replaceAll('-', '') };
      state.webhooks = [...state.webhooks, made];
      return { status: 201, body: made };
    },
  },
  {
    method: 'PATCH',
    path: /^\/api\/hooks\/([^/]+)$/,
    run(state, content, name) {
      const known = state.webhooks.find(({ id }) => id === name);
      if (!known) return refusal(404, 'entity.not_exists_with_id');
      const asked = creation.partial().safeParse(content);
      if (!asked.success) return refusal(400, 'guard.invalid_input');
      const changed = { ...known, ...z.record(z.string(), z.unknown()).parse(content) };
      state.webhooks = state.webhooks.map((webhook) => (webhook === known ? changed : webhook));
      return { status: 200, body: changed };
    },
  },
  {
    method: 'POST',
    path: /^\/api\/hooks\/([^/]+)\/test$/,
    async run(state, content, name) {
      const known = state.webhooks.find(({ id }) => id === name);
      if (!known) return refusal(404, 'entity.not_exists_with_id');
      return postMadeUp(trial.parse(content), known);
    },
  },
];

/** Builds and signs a test payload like Logto's; the receiver's response decides the reply. */
async function postMadeUp(
  { events: [event], config: { url, headers } }: z.infer<typeof trial>,
  { id, signingKey }: { readonly id: string; readonly signingKey: string },
): Promise<Reply> {
  const body = JSON.stringify({
    event,
    hookId: id,
    createdAt: new Date().toISOString(),
    sessionId: 'fake-session-id',
    userIp: 'fake-user-ip',
    userId: 'fake-id',
    user: { id: 'fake-id', primaryPhone: '1234567890' },
  });
  const signature = createHmac('sha256', signingKey).update(body).digest('hex');
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'logto-signature-sha-256': signature,
      },
      body,
    });
    if (answer.ok) return { status: 204 };
    return refusal(422, 'hook.endpoint_responded_with_error', {
      responseStatus: answer.status,
      responseBody: await answer.text(),
    });
  } catch {
    return refusal(422, 'hook.send_test_payload_failed');
  }
}
