import type { KeptMessage } from './kept-message.ts';

/** Messages whose texts are searched as one. */
const BLOCK = 256;

/** So many messages in a row, in one text. */
interface Block {
  readonly text: string;
  /** Where each message begins; after the last one, where it ends. */
  readonly starts: readonly number[];
}

/** Whether a part of the message is this text, whatever the case. */
export function holds(message: KeptMessage, q: string): boolean {
  return q === '' || searchText(message).includes(q.toLowerCase());
}

/**
 * Finds text in many messages. To look into each on its own costs ten times what the comparing
 * costs, so that the texts of 256 are put together, by the first search that comes by. What is
 * searched never changes after the acceptance.
 */
export class MessageSearch {
  readonly #message: (sequence: number) => KeptMessage | undefined;
  /** By the number of the block; whole ones only. */
  readonly #blocks = new Map<number, Block>();

  /** `message`: the one with this sequence number, where it is kept. */
  constructor(message: (sequence: number) => KeptMessage | undefined) {
    this.#message = message;
  }

  /** Sequence numbers from `first` on and below `end` of those that hold the text (not empty); newest
   *  first. */
  find(q: string, first: number, end: number): readonly number[] {
    const wanted = q.toLowerCase();
    this.#forget(first);
    const found: number[] = [];
    for (let number = Math.floor((end - 1) / BLOCK); (number + 1) * BLOCK > first; number -= 1) {
      const from = number * BLOCK;
      const indexes = occurrences(this.#block(number, end), wanted);
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

  /** Blocks in which no message is kept any more. */
  #forget(first: number): void {
    for (const number of this.#blocks.keys()) {
      if ((number + 1) * BLOCK <= first) {
        this.#blocks.delete(number);
      }
    }
  }
}

/** Which messages of a block hold the text, which is not empty; each once, in order. */
function occurrences({ text, starts }: Block, wanted: string): readonly number[] {
  const found: number[] = [];
  let index = 0;
  let position = text.indexOf(wanted);
  while (position !== -1) {
    let next = starts[index + 1] ?? Infinity;
    while (next <= position) {
      index += 1;
      next = starts[index + 1] ?? Infinity;
    }
    // One that reaches into the next message is none.
    if (position + wanted.length <= next) {
      found.push(index);
    }
    position = text.indexOf(wanted, next);
  }
  return found;
}

function searchText(message: KeptMessage): string {
  const { to, text, signName, templateCode = '', bizId, outId = '', requestId } = message;
  return [to, text, signName, templateCode, bizId, outId, requestId].join('\n').toLowerCase();
}
