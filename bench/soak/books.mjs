/**
 * The books of a soak: the outcome reported for each send on one side, what the sandbox received on the
 * other. A send is identified by its number and code, separated by a space.
 */
export class Books {
  /** The reported outcome of each finished send: `accepted`, `not-sent` or `unknown`. */
  #reported = new Map();
  #sent = new Set();
  #parts = new Set();
  /** How often the sandbox received each send. */
  #received = new Map();
  #discrepancies = [];

  send(key) {
    if (this.#sent.has(key)) throw new Error('Each send needs a unique number and code.');
    this.#sent.add(key);
    for (const part of key.split(' ')) this.#parts.add(part);
  }

  report(key, outcome) {
    if (this.#reported.has(key)) this.#discrepancies.push(`reported twice: ${key}`);
    this.#reported.set(key, outcome);
  }

  receive(key) {
    this.#received.set(key, (this.#received.get(key) ?? 0) + 1);
  }

  /** Whether a send had this number or this code. */
  knows(digits) {
    return this.#parts.has(digits);
  }

  /** The disagreements between the two sides, and the number of sends by outcome. */
  balance() {
    const discrepancies = [...this.#discrepancies];
    const counts = { accepted: 0, 'not-sent': 0, unknown: 0, 'unknown, received': 0 };
    for (const key of this.#sent) {
      const outcome = this.#reported.get(key);
      const received = this.#received.get(key) ?? 0;
      const problem = problemOf(outcome, received);
      if (problem !== undefined) discrepancies.push(`${problem}: ${key}`);
      if (outcome in counts) counts[outcome] += 1;
      if (outcome === 'unknown' && received > 0) counts['unknown, received'] += 1;
    }
    for (const key of this.#received.keys()) {
      if (!this.#sent.has(key)) discrepancies.push(`received, but never sent: ${key}`);
    }
    return { discrepancies, counts, sends: this.#sent.size };
  }
}

function problemOf(outcome, received) {
  if (received > 1) return `received ${received} times, reported as ${outcome}`;
  if (outcome === undefined) return 'never ended';
  if (outcome === 'accepted') {
    return received === 0 ? 'reported as accepted, but not received' : undefined;
  }
  if (outcome === 'not-sent') {
    return received === 1 ? 'reported as not sent, but received' : undefined;
  }
  return outcome === 'unknown' ? undefined : `ended as ${outcome}`;
}
