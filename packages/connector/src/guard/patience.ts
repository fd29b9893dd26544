/**
 * What `work` comes to, or a rejection after `milliseconds`.
 *
 * The time runs in two halves, and ends only after the event loop has once more read what arrived: if
 * this process itself stands still, for however long, that uses up one half, and an answer that lies
 * here unread is no late answer.
 */
export function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`No answer within ${milliseconds} ms.`));
    let timer = setTimeout(() => {
      timer = setTimeout(() => setImmediate(giveUp), milliseconds / 2);
    }, milliseconds / 2);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
