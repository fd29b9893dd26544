// What stands before the instances: each request goes to the next one, and to the one after it where
// nobody listens. What was written is written: a request that is cut off is not made again.
import { request } from 'node:http';

export class Balancer {
  #ports;
  #turn = 0;

  /** @param {readonly (() => number)[]} ports where each instance listens at the moment */
  constructor(ports) {
    this.#ports = ports;
  }

  /** Resolves with the status; `cut off` where nobody knows; `refused` where no instance listens. */
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
      // As a balancer does that keeps no connections: one that ends takes no idle ones with it.
      agent: false,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    };
    const asked = request(options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
      answer.on('error', () => resolve('cut off'));
    });
    asked.on('error', ({ code }) => resolve(code === 'ECONNREFUSED' ? 'refused' : 'cut off'));
    asked.end(JSON.stringify(body));
  });
}
