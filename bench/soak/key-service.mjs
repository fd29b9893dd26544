// Issues temporary keys like a credentials URI. They expire so soon that the sender renews them all the
// time. When the service is down, it accepts requests but does not answer.
import { once } from 'node:events';
import { createServer } from 'node:http';

/** Short, so that the sender soon has no valid key when the service is down. */
const LIFETIME_MS = 2000;

export async function startKeyService(key) {
  let isDown = false;
  const server = createServer((request, response) => {
    if (isDown) return;
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
    goDown: () => {
      isDown = true;
    },
    comeBack: () => {
      isDown = false;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
