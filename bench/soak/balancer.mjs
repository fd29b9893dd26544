// A load balancer: each request goes to the next instance, or to the one after it if that one does not
// listen. A request that was cut off is not repeated.
import { request } from 'node:http';

export class Balancer {
  #ports;
  #turn = 0;

  /** @param {readonly (() => number)[]} ports current port of each instance */
  constructor(ports) {
    this.#ports = ports;
  }

  /** Resolves with the status, `cut off` if there was no answer, or `refused` if no instance listens. */
  async post(token, body) {
    const first = this.#turn++;
    for (const tries of this.#ports.keys()) {
      const port = this.#ports[(first + tries) % this.#ports.length];
      const answer = await post(port(), token, body);
      if (answer !== 'refused') return answer;
    }
    return 'refused';
  }
}

function post(port, token, body) {
  return new Promise((resolve) => {
    const options = {
      port,
      path: '/sms',
      method: 'POST',
      // Without connection reuse: a terminating instance would cut idle connections.
      agent: false,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    };
    const outgoing = request(options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
      answer.on('error', () => resolve('cut off'));
    });
    outgoing.on('error', ({ code }) => resolve(code === 'ECONNREFUSED' ? 'refused' : 'cut off'));
    outgoing.end(JSON.stringify(body));
  });
}
