/** Counts what happened on the way, for the reader of the result. */
export class Tally {
  #troubles = {};
  #ways = {
    'confirmed by a look-up': 0,
    'sent by the fallback or failed there': 0,
    'while the circuit was open': 0,
    retried: 0,
  };
  #stores = {};
  #slowestMs = 0;
  #perSecond = 0;

  trouble(name) {
    add(this.#troubles, name);
  }

  ended({ ms, confirmed, fallbackFrom, circuit, guardStore, retried }) {
    if (confirmed) add(this.#ways, 'confirmed by a look-up');
    if (fallbackFrom !== undefined) add(this.#ways, 'sent by the fallback or failed there');
    if (circuit === 'open') add(this.#ways, 'while the circuit was open');
    if (retried) add(this.#ways, 'retried');
    add(this.#stores, guardStore ?? 'none');
    this.#slowestMs = Math.max(this.#slowestMs, ms);
  }

  reached(perSecond) {
    this.#perSecond = perSecond;
  }

  print({ counts, sends, heaps }) {
    const megabytes = heaps.map((bytes) => (bytes / 1e6).toFixed(1));
    console.log(`\n${sends} sends, ${this.#perSecond.toFixed(0)} a second`);
    console.table({ ...counts, ...this.#ways });
    console.table(this.#troubles);
    console.log(`Guard decisions by store: ${JSON.stringify(this.#stores)}`);
    console.log(`Slowest send: ${this.#slowestMs.toFixed(0)} ms`);
    console.log(`Heap after collections, MB: ${megabytes.join(' ')}\n`);
  }
}

function add(counts, name) {
  counts[name] = (counts[name] ?? 0) + 1;
}
