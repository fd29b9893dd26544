/** Parts in which the time runs. */
const PARTS = 5;

/**
 * What `work` comes to, or a rejection after `milliseconds`.
 *
 * The time runs in parts, and ends only after the event loop has once more read what arrived: a part
 * that comes late because this process or the machine stood still counts no more than one on time, and
 * an answer that lies here unread is no late answer.
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
