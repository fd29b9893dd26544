// A proxy between sender and sandbox that can be cut, and whose connections can go dead: they stay open
// but pass no data any more, like behind a router that has dropped them.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** @param {() => number} port current port of the other end */
export async function startRelay(port) {
  const connections = new Set();
  const server = createServer((near) => {
    const far = connect(port(), '127.0.0.1');
    const connection = { near, far, isDead: false };
    connections.add(connection);
    const join = (from, to) => {
      from.on('data', (chunk) => connection.isDead || to.write(chunk));
      from.on('end', () => connection.isDead || to.end());
      from.on('error', () => undefined);
      // Passes a reset on.
      from.on('close', (failed) => {
        if (failed) to.resetAndDestroy();
        connections.delete(connection);
      });
    };
    join(near, far);
    join(far, near);
  });
  const listen = async (at) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return server.address().port;
  };
  const own = await listen(0);
  return {
    port: own,
    /** Stops listening and resets all connections. */
    cut: () => {
      server.close();
      for (const { near } of connections) near.resetAndDestroy();
    },
    restore: () => listen(own),
    /** Lets all connections go dead; resolves with their number once the sender has closed them all. */
    killConnections: async () => {
      const dead = [...connections];
      for (const connection of dead) connection.isDead = true;
      await Promise.all(dead.map(({ near }) => near.closed || once(near, 'close')));
      for (const { far } of dead) far.destroy();
      return dead.length;
    },
  };
}
