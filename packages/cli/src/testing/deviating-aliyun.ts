import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HttpResponse } from 'aliyun-sms-client';
import type { Sandbox } from 'aliyun-sms-sandbox';

/** The parameters of a call, by wire name. */
export type Parameters = Readonly<Record<string, string>>;

/** Replaces the sandbox's response; undefined leaves it as it is. */
export type Deviation = (call: Parameters, response: HttpResponse) => HttpResponse | undefined;

/** A sandbox that plays Aliyun, with its faults, but answers some calls differently. */
export async function startDeviatingAliyun(sandbox: Sandbox, deviations: readonly Deviation[]) {
  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', url = '' } = request;
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = await text(request);
      const answer = await sandbox.handle({ method, url, headers, body });
      const call = parametersOf(url, headers, body);
      const sent = deviations.reduce((now, deviate) => deviate(call, now) ?? now, answer);
      response.writeHead(sent.status, sent.headers).end(sent.body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function parametersOf(url: string, headers: Parameters, body: string): Parameters {
  const query = new URL(url, 'http://aliyun').searchParams;
  const isV3 = headers['authorization'] !== undefined;
  return {
    ...Object.fromEntries([...new URLSearchParams(body), ...query]),
    ...(isV3 ? { Action: headers['x-acs-action'] ?? '', scheme: 'V3' } : { scheme: 'V1' }),
    contentType: headers['content-type'] ?? '',
  };
}

/** The body of a refusal. */
export const refusal = (Code: string, Message: string) => ({
  body: JSON.stringify({ RequestId: 'C0FFEE00-0000-5000-8000-000000000000', Code, Message }),
});
