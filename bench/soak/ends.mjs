/** Far longer than anything that is waited for. Milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/** Hears how sends end, and lets others wait for one that ends in a certain way. */
export class Ends {
  #waiting = new Set();

  hear(end) {
    for (const one of this.#waiting) {
      if (one.wants(end)) {
        this.#waiting.delete(one);
        one.found();
      }
    }
  }

  /**
   * @param {string} what for the error if it never comes
   * @param {(end: Record<string, unknown>) => boolean} wants
   */
  until(what, wants) {
    return new Promise((resolve, reject) => {
      const one = {
        wants,
        found: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(one);
        reject(new Error(`Within a minute no send was ${what}.`));
      }, LONGEST_WAIT_MS);
      this.#waiting.add(one);
    });
  }
}
