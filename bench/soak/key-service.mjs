// Hands out temporary keys, as a credentials URI does, that live for so short a time that the sender
// renews them all the while; and can be lost: then it takes every question and answers none.
import { once } from 'node:events';
import { createServer } from 'node:http';

/** So that the sender soon has no key once the service is lost. Milliseconds. */
const LIFETIME_MS = 2000;

export async function startKeyService(key) {
  let isLost = false;
  const server = createServer((request, response) => {
    if (isLost) return;
    const expiration = new Date(Date.now() + LIFETIME_MS).toISOString();
    response.end(
      JSON.stringify({
        Code: 'Success',
        AccessKeyId: key.accessKeyId,
        AccessKeySecret: key.accessKeySecret,
        SecurityToken: key.securityToken,
        Expiration: expiration,
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    lose: () => {
      isLost = true;
    },
    find: () => {
      isLost = false;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
