/** The time is split into this many parts. */
const PARTS = 5;

/**
 * The result of `work`, or a rejection after `milliseconds`.
 *
 * The time runs in parts, and ends only after the event loop has read what has arrived: a part that is
 * late because the process or machine was blocked counts no more than one on time, and an answer that
 * has arrived but was not read yet is not late.
 */
export function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`No answer within ${milliseconds} ms.`));
    let timer: NodeJS.Timeout;
    const wait = (parts: number) => {
      timer = setTimeout(() => {
        if (parts > 1) wait(parts - 1);
        else setImmediate(giveUp);
      }, milliseconds / PARTS);
    };
    wait(PARTS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
