// Generates load for a server from its own process: writes requests signed in advance to plain sockets,
// each as soon as the previous answer has arrived on its connection.
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { answerParent } from './answer-parent.mjs';
import { signedRequests } from './signed-requests.mjs';

let prepared = [];
let firstNumber = 0;

const orders = {
  prepare({ host, count }) {
    prepared = signedRequests(host, count, firstNumber);
    firstNumber += count;
    return {};
  },

  /** `rate`: requests per second; default: as fast as they are answered. */
  async fire({ host, connections, rate = Infinity }) {
    const queue = prepared;
    prepared = [];
    const count = queue.length;
    const start = performance.now();
    const dueIn = () => start + ((count - queue.length) * 1000) / rate - performance.now();
    await Promise.all(Array.from({ length: connections }, () => drain(host, queue, dueIn)));
    return { perSecond: (count * 1000) / (performance.now() - start) };
  },
};

function drain(host, queue, dueIn) {
  const [hostname, port] = host.split(':');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    const next = () => {
      const wait = dueIn();
      const request = queue.pop();
      if (request === undefined) socket.end(resolve);
      else if (wait < 1) socket.write(request);
      else setTimeout(() => socket.write(request), wait);
    };
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('connect', next).on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk;
      const end = answerLength(received);
      if (end === undefined || received.length < end) return;
      if (!received.includes('"Code":"OK"')) reject(new Error(received));
      received = '';
      next();
    });
  });
}

function answerLength(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  return head + 4 + Number(length);
}

answerParent(({ order, ...input }) => orders[order](input));
