// The server for the measurements, in its own process: answers every request with the same success,
// over TLS if the parent passes a certificate, and counts connections.
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

const body = JSON.stringify({
  Message: 'OK',
  RequestId: '312BDEBE-4E0C-5995-804E-BAAFF8395F62',
  BizId: '628323749491270669^0',
  Code: 'OK',
});
const headers = {
  'content-type': 'application/json;charset=utf-8',
  'content-length': String(Buffer.byteLength(body)),
};

function answer(request, response) {
  request.resume();
  request.on('end', () => response.writeHead(200, headers).end(body));
}

const { TLS_KEY: key, TLS_CERT: cert } = process.env;
const server = cert === undefined ? createServer(answer) : createTlsServer({ key, cert }, answer);
// Node's default of 5 s would close connections between sends that are 6 s apart.
server.keepAliveTimeout = 65_000;

let connections = 0;
server.on('connection', () => (connections += 1));
process.on('message', ({ run }) => {
  process.send({ connections, cpuMicros: totalCpu(process.cpuUsage()) });
  if (run === 'reset') connections = 0;
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

function totalCpu({ user, system }) {
  return user + system;
}
