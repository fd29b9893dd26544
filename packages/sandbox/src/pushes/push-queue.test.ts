import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';

test('eight pushes are under way at a time, however many come together', async () => {
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    request.resume();
    setTimeout(() => {
      open -= 1;
      response.end('{"code":0}');
    }, 20);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const names = Array.from({ length: 30 }, (_, index) => `签名${index}`);
  const account = {
    id: 'many',
    keys: [{ accessKeyId: 'k', accessKeySecret: 's' }],
    signNames: names.map((signName) => ({ signName, status: 'reviewing' as const })),
  };
  const sandbox = createSandbox({ seed: { accounts: [account] } });
  sandbox.receipts.configure({ signNameUrl: `http://127.0.0.1:${port}/` });
  for (const signName of names) sandbox.decideReview({ signName });
  await expect.poll(() => sandbox.receipts.pushes(), { timeout: 10_000 }).toHaveLength(30);
  expect(most).toBe(8);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
