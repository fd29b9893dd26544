/** Counts what happened during the run, for the summary. */
export class Tally {
  #troubles = {};
  #ways = {
    'confirmed by a lookup': 0,
    'tried on the fallback': 0,
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
    if (confirmed) add(this.#ways, 'confirmed by a lookup');
    if (fallbackFrom !== undefined) add(this.#ways, 'tried on the fallback');
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
    console.log(`\n${sends} sends, ${this.#perSecond.toFixed(0)} per second`);
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
