import type { KeptMessage } from './kept-message.ts';

/** Number of messages that are searched as one text. */
const BLOCK = 256;

/** The texts of a block's messages. */
interface Block {
  readonly text: string;
  /** Where each message starts, and where the last one ends. */
  readonly starts: readonly number[];
}

/** Whether the message contains the text, ignoring case. */
export function holds(message: KeptMessage, q: string): boolean {
  return q === '' || searchText(message).includes(q.toLowerCase());
}

/**
 * Finds text in many messages. Searching each on its own takes ten times as long as the comparison, so
 * the first search joins the texts of 256 messages. The searched fields never change after acceptance.
 */
export class MessageSearch {
  readonly #message: (sequence: number) => KeptMessage | undefined;
  /** Complete blocks by their number. */
  readonly #blocks = new Map<number, Block>();

  /** `message`: returns the message with a sequence number, if it is kept. */
  constructor(message: (sequence: number) => KeptMessage | undefined) {
    this.#message = message;
  }

  /** Sequence numbers from `first` to below `end` of the messages that contain the (non-empty) text;
   *  newest first. */
  find(q: string, first: number, end: number): readonly number[] {
    const text = q.toLowerCase();
    this.#forget(first);
    const found: number[] = [];
    for (let number = Math.floor((end - 1) / BLOCK); (number + 1) * BLOCK > first; number -= 1) {
      const from = number * BLOCK;
      const indexes = occurrences(this.#block(number, end), text);
      for (let at = indexes.length - 1; at >= 0; at -= 1) {
        const sequence = from + (indexes[at] ?? 0);
        if (sequence >= first) {
          found.push(sequence);
        }
      }
    }
    return found;
  }

  clear(): void {
    this.#blocks.clear();
  }

  #block(number: number, end: number): Block {
    const known = this.#blocks.get(number);
    if (known !== undefined) {
      return known;
    }
    const from = number * BLOCK;
    const block = this.#compose(from, Math.min(from + BLOCK, end));
    if (end >= from + BLOCK) {
      this.#blocks.set(number, block);
    }
    return block;
  }

  #compose(from: number, to: number): Block {
    const texts: string[] = [];
    const starts = [0];
    let length = 0;
    for (let sequence = from; sequence < to; sequence += 1) {
      const message = this.#message(sequence);
      const text = message === undefined ? '' : searchText(message);
      texts.push(text);
      length += text.length;
      starts.push(length);
    }
    return { text: texts.join(''), starts };
  }

  /** Deletes blocks whose messages were all dropped. */
  #forget(first: number): void {
    for (const number of this.#blocks.keys()) {
      if ((number + 1) * BLOCK <= first) {
        this.#blocks.delete(number);
      }
    }
  }
}

/** Indexes of a block's messages that contain the (non-empty) text; each once, in order. */
function occurrences({ text, starts }: Block, q: string): readonly number[] {
  const found: number[] = [];
  let index = 0;
  let position = text.indexOf(q);
  while (position !== -1) {
    let next = starts[index + 1] ?? Infinity;
    while (next <= position) {
      index += 1;
      next = starts[index + 1] ?? Infinity;
    }
    // A match that reaches into the next message does not count.
    if (position + q.length <= next) {
      found.push(index);
    }
    position = text.indexOf(q, next);
  }
  return found;
}

function searchText(message: KeptMessage): string {
  const { to, text, signName, templateCode = '', bizId, outId = '', requestId } = message;
  return [to, text, signName, templateCode, bizId, outId, requestId].join('\n').toLowerCase();
}
