import { once } from 'node:events';
import { createServer } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.ts';

test('at most eight pushes are in progress at the same time', async () => {
  let inProgress = 0;
  let most = 0;
  const push = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    inProgress += 1;
    most = Math.max(most, inProgress);
    // One too many would begin in the same turn as the others.
    await setImmediate();
    inProgress -= 1;
    return Response.json({ code: 0 });
  });
  onTestFinished(() => push.mockRestore());
  const names = Array.from({ length: 30 }, (_, index) => `签名${index}`);
  const account = {
    id: 'many',
    keys: [{ accessKeyId: 'k', accessKeySecret: 's' }],
    signNames: names.map((signName) => ({ signName, status: 'reviewing' as const })),
  };
  const sandbox = createSandbox({ seed: { accounts: [account] } });
  sandbox.receipts.configure({ signNameUrl: 'http://127.0.0.1/' });
  for (const signName of names) sandbox.decideReview({ signName });
  await expect.poll(() => sandbox.receipts.pushes()).toHaveLength(30);
  expect(most).toBe(8);
});

/** A receiver of pushes that counts them and answers immediately or, if `held`, on `release`. */
async function receiver(answer: string, held = false) {
  let arrived = 0;
  const release: (() => void)[] = [];
  const server = createServer((request, response) => {
    request.resume();
    arrived += 1;
    const end = () => response.end(answer);
    if (held) release.push(end);
    else end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/`,
    arrived: () => arrived,
    release: () => release.splice(0).forEach((end) => end()),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const waiting = (): Sandbox => {
  const keys = [{ accessKeyId: 'k', accessKeySecret: 's' }];
  const signNames = [{ signName: '示例科技', status: 'reviewing' as const }];
  const sandbox = createSandbox({ seed: { accounts: [{ id: 'one', keys, signNames }] } });
  sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
  return sandbox;
};

test('a push with an oversized answer counts as refused and is retried', async () => {
  const long = `{"code":0,"msg":"${'x'.repeat(70_000)}"}`;
  await using there = await receiver(long);
  const sandbox = waiting();
  sandbox.receipts.configure({ signNameUrl: there.url });
  sandbox.decideReview({ signName: '示例科技' });
  await expect.poll(() => sandbox.receipts.pushes()).toMatchObject([{ outcome: 'refused' }]);
  sandbox.clock.shift(60_000);
  await expect.poll(there.arrived).toBe(2);
});

test('a push is not retried after its URL was removed', async () => {
  await using there = await receiver('no');
  const sandbox = waiting();
  sandbox.receipts.configure({ signNameUrl: there.url });
  sandbox.decideReview({ signName: '示例科技' });
  await expect.poll(() => sandbox.receipts.pushes()).toHaveLength(1);
  sandbox.receipts.configure({ signNameUrl: null });
  const push = vi.spyOn(globalThis, 'fetch');
  onTestFinished(() => push.mockRestore());
  sandbox.clock.shift(60_000);
  expect(push).not.toHaveBeenCalled();
  expect(sandbox.receipts.replay()).toBe(0);
});

test('a push in progress during a reset is not recorded', async () => {
  await using there = await receiver('{"code":0}', true);
  const sandbox = waiting();
  sandbox.receipts.configure({ signNameUrl: there.url });
  sandbox.decideReview({ signName: '示例科技' });
  await expect.poll(there.arrived).toBe(1);
  sandbox.reset();
  there.release();
  sandbox.receipts.configure({ signNameUrl: there.url });
  sandbox.decideReview({ signName: '示例科技' });
  await expect.poll(there.arrived).toBe(2);
  there.release();
  await expect.poll(() => sandbox.receipts.pushes()).toHaveLength(1);
});
