/**
 * The books of a soak: what the connector said of each send on one side, what the sandbox took on the
 * other. A send is known by its number and code, with a space between them.
 */
export class Books {
  /** What was said of each send that is over: `accepted`, `not-sent` or `unknown`. */
  #told = new Map();
  #sent = new Set();
  #parts = new Set();
  /** How often the sandbox took each send. */
  #taken = new Map();
  #discrepancies = [];

  send(key) {
    if (this.#sent.has(key)) throw new Error('A send must have a number and code of its own.');
    this.#sent.add(key);
    for (const part of key.split(' ')) this.#parts.add(part);
  }

  tell(key, outcome) {
    if (this.#told.has(key)) this.#discrepancies.push(`told twice: ${key}`);
    this.#told.set(key, outcome);
  }

  take(key) {
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
  }

  /** Whether a send had this number or this code. */
  knows(digits) {
    return this.#parts.has(digits);
  }

  /** Every way in which the two sides disagree, and how many sends ended in which way. */
  balance() {
    const discrepancies = [...this.#discrepancies];
    const counts = { accepted: 0, 'not-sent': 0, unknown: 0, 'unknown, taken': 0 };
    for (const key of this.#sent) {
      const outcome = this.#told.get(key);
      const taken = this.#taken.get(key) ?? 0;
      const problem = problemOf(outcome, taken);
      if (problem !== undefined) discrepancies.push(`${problem}: ${key}`);
      if (outcome in counts) counts[outcome] += 1;
      if (outcome === 'unknown' && taken > 0) counts['unknown, taken'] += 1;
    }
    for (const key of this.#taken.keys()) {
      if (!this.#sent.has(key)) discrepancies.push(`taken, but never sent: ${key}`);
    }
    return { discrepancies, counts, sends: this.#sent.size };
  }
}

function problemOf(outcome, taken) {
  if (taken > 1) return `taken ${taken} times, told as ${outcome}`;
  if (outcome === undefined) return 'never ended';
  if (outcome === 'accepted') return taken === 0 ? 'told as accepted, but not taken' : undefined;
  if (outcome === 'not-sent') return taken === 1 ? 'told as not sent, but taken' : undefined;
  return outcome === 'unknown' ? undefined : `ended as ${outcome}`;
}
