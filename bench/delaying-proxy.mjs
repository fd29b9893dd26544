// Simulates distance: forwards bytes to a port of this machine with a delay of half a round trip in each
// direction. To account for TCP's handshake, which cannot be delayed here, the first bytes of a
// connection are delayed by one more round trip.
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const [port, roundTripMs] = process.argv.slice(2).map(Number);

function pass(from, to, handshakeMs) {
  const connected = sleep(handshakeMs);
  let order = connected;
  const later = (action) => {
    const arrival = connected.then(() => sleep(roundTripMs / 2));
    order = order.then(() => arrival).then(action);
  };
  from.on('data', (chunk) => later(() => to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
}

const server = createServer((near) => {
  const far = connect(port, '127.0.0.1');
  pass(near, far, roundTripMs);
  pass(far, near, 0);
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
