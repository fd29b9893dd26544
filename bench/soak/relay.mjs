// A wire between sender and sandbox that can be cut, and that can swallow: connections that are made
// stay, and nothing passes over them any more, as behind a router that forgot them.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** @param {() => number} port where the other end listens at the moment */
export async function startRelay(port) {
  const wires = new Set();
  const server = createServer((near) => {
    const far = connect(port(), '127.0.0.1');
    const wire = { near, far, swallows: false };
    wires.add(wire);
    const join = (from, to) => {
      from.on('data', (chunk) => wire.swallows || to.write(chunk));
      from.on('end', () => wire.swallows || to.end());
      from.on('error', () => undefined);
      // A reset stays one.
      from.on('close', (failed) => {
        if (failed) to.resetAndDestroy();
        wires.delete(wire);
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
    /** Nobody listens; what was connected is reset. */
    cut: () => {
      server.close();
      for (const { near } of wires) near.resetAndDestroy();
    },
    mend: () => listen(own),
    /** Resolves with how many they were once the sender has given every one of them up. */
    swallow: async () => {
      const swallowed = [...wires];
      for (const wire of swallowed) wire.swallows = true;
      await Promise.all(swallowed.map(({ near }) => near.closed || once(near, 'close')));
      for (const { far } of swallowed) far.destroy();
      return swallowed.length;
    },
  };
}
