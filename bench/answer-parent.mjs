/**
 * For scripts started by `startProcess`: sends `ready`, then an answer to each message until the parent
 * disconnects.
 *
 * @param {(message: any) => unknown} answer if it throws, the parent's `ask` rejects
 * @param {object} ready the first message
 */
export function answerParent(answer, ready = {}) {
  const respond = async (message) => {
    try {
      process.send(await answer(message));
    } catch (error) {
      process.send({ failure: error instanceof Error ? error.stack : String(error) });
    }
  };
  process.on('message', (message) => void respond(message));
  process.on('disconnect', () => process.exit());
  process.send(ready);
}
