/** Much longer than any wait should take. */
const MAX_WAIT_MS = 60_000;

/** Is notified of the end of sends, and lets others wait for one that ended in a certain way. */
export class Ends {
  #waiting = new Set();

  notify(end) {
    for (const one of this.#waiting) {
      if (one.matches(end)) {
        this.#waiting.delete(one);
        one.found();
      }
    }
  }

  /**
   * @param {string} what for the error message: "no send was …"
   * @param {(end: Record<string, unknown>) => boolean} matches
   */
  until(what, matches) {
    return new Promise((resolve, reject) => {
      const one = {
        matches,
        found: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(one);
        reject(new Error(`Within a minute no send was ${what}.`));
      }, MAX_WAIT_MS);
      this.#waiting.add(one);
    });
  }
}
