import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import type { AccountBook, Subject } from '../accounts/accounts.ts';
import { readEntry, writeEntry, type Change, type Entry } from './journal-entry.ts';
import type { Message } from '../messages/message.ts';
import type { MessageStore } from '../messages/message-store.ts';

interface Kept {
  readonly messages: MessageStore;
  readonly accounts: AccountBook;
}

/** A file of so many lines is not rewritten, however little of it still counts. */
const SMALL_FILE_LINES = 2000;
const LINES_PER_WRITE = 1000;
const LINE_BREAK = 10;

/**
 * Keeps messages, and what became of signatures and templates, in a file: one JSON object a line; of
 * two lines about the same thing the later counts.
 *
 * What the file holds is restored first. From then on what a call does is written before it is
 * answered, so that it survives the end of the process, however it ends; without `fsync`, so that it
 * may not survive a power cut. A line that is torn or damaged is dropped with a warning. The file is
 * rewritten at the start and whenever it has grown to twice what was then kept.
 */
export class Journal {
  readonly #path: string;
  readonly #kept: Kept;
  readonly #warn: (text: string) => void;
  #lines = 0;
  #mostLines = 0;

  constructor(path: string, kept: Kept, warn: (text: string) => void) {
    this.#path = path;
    this.#kept = kept;
    this.#warn = warn;
  }

  /** Restores, and keeps from now on. Throws what it meets on the disk. */
  start(): void {
    const { messages, accounts } = this.#kept;
    this.#restore();
    this.#rewrite();
    messages.subscribe((event) => {
      if (event.type === 'cleared') {
        this.#append({ cleared: 'messages' });
      } else {
        this.#append({ message: event.message.details() }, event.type === 'accepted');
      }
    });
    accounts.subscribe((event) => {
      if (event.type === 'reset') {
        this.#append({ cleared: 'accounts' });
      } else {
        const change = this.#changeOf(event.subject);
        this.#append(change, change.record === undefined || change.record.status === 'reviewing');
      }
    });
  }

  /** What a call asked for and cannot be kept is not answered as done; the rest has nobody to tell. */
  #append(entry: Entry, isAskedFor = false): void {
    try {
      appendFileSync(this.#path, writeEntry(entry));
    } catch (error) {
      if (isAskedFor) {
        throw error;
      }
      this.#warn('The file that keeps the messages cannot be written to.');
      return;
    }
    this.#lines += 1;
    if (this.#lines > this.#mostLines) {
      this.#rewriteIfPossible();
    }
  }

  #rewriteIfPossible(): void {
    try {
      this.#rewrite();
    } catch {
      // The file as it is holds everything; the next attempt comes when it has doubled.
      this.#mostLines = 2 * this.#lines;
      this.#warn('The file that keeps the messages cannot be rewritten and goes on growing.');
    }
  }

  /** By way of a second file, so that an end in between loses nothing. */
  #rewrite(): void {
    const file = openSync(`${this.#path}.new`, 'w', 0o600);
    const entries = this.#entries();
    try {
      for (let first = 0; first < entries.length; first += LINES_PER_WRITE) {
        const some = entries.slice(first, first + LINES_PER_WRITE);
        writeFileSync(file, some.map(writeEntry).join(''));
      }
    } finally {
      closeSync(file);
    }
    renameSync(`${this.#path}.new`, this.#path);
    this.#lines = entries.length;
    this.#mostLines = 2 * entries.length + SMALL_FILE_LINES;
  }

  #entries(): readonly Entry[] {
    const { messages, accounts } = this.#kept;
    return [
      ...messages
        .list()
        .messages.map((message) => ({ message }))
        .toReversed(),
      ...accounts.changed().map((subject) => this.#changeOf(subject)),
    ];
  }

  #changeOf(subject: Subject): Change {
    const account = this.#kept.accounts.get(subject.account);
    return 'signName' in subject
      ? { ...subject, record: account?.signNames.get(subject.signName) }
      : { ...subject, record: account?.templates.get(subject.templateCode) };
  }

  #restore(): void {
    const { messages, changes } = readJournal(this.#path, this.#warn);
    for (const message of messages) {
      this.#kept.messages.restore(message);
    }
    let homeless = 0;
    for (const change of changes) {
      homeless += this.#restoreChange(change) ? 0 : 1;
    }
    if (homeless > 0) {
      this.#warn(`${homeless} kept signatures and templates are of no account; they are dropped.`);
    }
  }

  #restoreChange(change: Change): boolean {
    const account = this.#kept.accounts.get(change.account);
    if ('signName' in change) {
      account?.signNames.restore(change.signName, change.record);
    } else {
      account?.templates.restore(change.templateCode, change.record);
    }
    return account !== undefined;
  }
}

interface Read {
  readonly messages: Iterable<Message>;
  readonly changes: Iterable<Change>;
}

function readJournal(path: string, warn: (text: string) => void): Read {
  const messages = new Map<string, Message>();
  const changes = new Map<string, Change>();
  let damaged = 0;
  for (const line of existsSync(path) ? wholeLines(readFileSync(path), warn) : []) {
    const entry = readEntry(line);
    if (entry === undefined) {
      damaged += 1;
    } else if ('message' in entry) {
      messages.set(entry.message.id, entry.message);
    } else if ('account' in entry) {
      changes.set(JSON.stringify({ ...entry, record: undefined }), entry);
    } else {
      (entry.cleared === 'messages' ? messages : changes).clear();
    }
  }
  if (damaged > 0) {
    warn(`${damaged} damaged lines of the file that keeps the messages are dropped.`);
  }
  return { messages: messages.values(), changes: changes.values() };
}

/** Line by line: the whole file may be longer than a text can be. */
function* wholeLines(bytes: Buffer, warn: (text: string) => void): Generator<string> {
  let start = 0;
  for (let end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, start)) {
    yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
  if (start < bytes.length) {
    warn('The last line of the file that keeps the messages was not finished; it is dropped.');
  }
}
