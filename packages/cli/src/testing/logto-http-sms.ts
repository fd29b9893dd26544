import { z } from 'zod';
import { refusal, type Reply } from './logto-route.ts';

const settings = z.object({ endpoint: z.string(), authorization: z.string().optional() });

/** Console's "Send" through Logto's HTTP SMS connector, which reports what the URL answered. */
export async function sendByHttp({
  phone,
  config,
}: {
  readonly phone: string;
  readonly config: object;
}): Promise<Reply> {
  const { endpoint, authorization = '' } = settings.parse(config);
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ to: phone, type: 'Generic', payload: { code: '000000' } }),
    });
    if (answer.ok) return { status: 204 };
    return refusal(400, 'connector.general', { message: await answer.text() });
  } catch (error) {
    // Worded like `got`, which the connector uses.
    const { cause } = error instanceof Error ? error : {};
    const message = cause instanceof Error ? cause.message : String(error);
    return refusal(400, 'connector.general', { message });
  }
}
