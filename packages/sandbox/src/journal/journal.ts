import type { AccountBook, Subject } from '../accounts/accounts.ts';
import { lockFile } from './file-lock.ts';
import { readEntry, writeEntry, type Change, type Entry } from './journal-entry.ts';
import { JournalFile, type WriteSome } from './journal-file.ts';
import type { Message } from '../messages/message.ts';
import type { MessageStore } from '../messages/message-store.ts';

interface Kept {
  readonly messages: MessageStore;
  readonly accounts: AccountBook;
}

/** A file with fewer lines is not rewritten, however few of them are current. */
const SMALL_FILE_LINES = 2000;
const LINES_PER_WRITE = 1000;
const LINE_BREAK = 10;

/**
 * Keeps messages, and the changes of signatures and templates, in a file with one JSON object per line;
 * of several lines about the same thing the last one counts.
 *
 * First restores what is in the file. After that the effects of a call are written before it is
 * answered, so that they survive however the process ends; but without `fsync`, so that they may not
 * survive a power failure. A call whose effects cannot be written, as on a full disk, is not accepted.
 * Incomplete or damaged lines are dropped with a warning. The file is rewritten at the start and
 * whenever it has doubled since the last rewrite.
 */
export class Journal {
  readonly #path: string;
  readonly #file: JournalFile;
  readonly #kept: Kept;
  readonly #warn: (text: string) => void;
  #lines = 0;
  #mostLines = 0;

  constructor(path: string, kept: Kept, warn: (text: string) => void, write?: WriteSome) {
    this.#path = path;
    this.#file = new JournalFile(path, write);
    this.#kept = kept;
    this.#warn = warn;
  }

  /**
   * Restores, and keeps changes from now on; returns the function that ends it. Throws file system
   * errors, and a `PersistRefused` for a file that is not the sandbox's or that another process uses.
   */
  start(): () => void {
    const unlock = lockFile(`${this.#path}.lock`);
    try {
      this.#restore();
      this.#rewrite();
    } catch (error) {
      unlock();
      throw error;
    }
    const ends = [this.#watchMessages(), this.#watchAccounts(), unlock];
    return () => {
      for (const end of ends) {
        end();
      }
      this.#file.close();
    };
  }

  #watchMessages(): () => void {
    const { messages } = this.#kept;
    messages.recordWith((accepted) => {
      this.#append(...accepted.map((message) => ({ message: message.details() })));
    });
    const end = messages.subscribe((event) => {
      if (event.type === 'cleared') {
        this.#appendIfPossible({ cleared: 'messages' });
      } else if (event.type === 'reported') {
        this.#appendIfPossible({ message: event.message.details() });
      }
      this.#rewriteIfGrown();
    });
    return () => {
      messages.recordWith(undefined);
      end();
    };
  }

  #watchAccounts(): () => void {
    return this.#kept.accounts.subscribe((event) => {
      if (event.type === 'reset') {
        this.#appendIfPossible({ cleared: 'accounts' });
        return;
      }
      const change = this.#changeOf(event.subject);
      if (change.record === undefined || change.record.status === 'reviewing') {
        this.#append(change);
      } else {
        this.#appendIfPossible(change);
      }
      this.#rewriteIfGrown();
    });
  }

  /** Keeps the effect of a call. Throws if that fails, so that the call is not acknowledged. */
  #append(...entries: readonly Entry[]): void {
    this.#file.append(entries.map(writeEntry).join(''));
    this.#lines += entries.length;
  }

  /** Called only after the appended change was applied: a rewritten file contains the current state. */
  #rewriteIfGrown(): void {
    if (this.#lines > this.#mostLines) {
      this.#rewriteIfPossible();
    }
  }

  /** Keeps an effect that no call waits for. */
  #appendIfPossible(entry: Entry): void {
    try {
      this.#append(entry);
    } catch {
      this.#warn('The `persist` file cannot be written: a change will be lost at the next start.');
    }
  }

  #rewriteIfPossible(): void {
    try {
      this.#rewrite();
    } catch {
      // The old file still contains everything; the next attempt follows when it has doubled.
      this.#mostLines = 2 * this.#lines;
      this.#warn('The `persist` file cannot be rewritten and keeps growing.');
    }
  }

  #rewrite(): void {
    const entries = this.#entries();
    this.#file.replace(pagesOf(entries));
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
    const { messages, changes } = readJournal(this.#file.read(), this.#warn);
    for (const message of messages) {
      this.#kept.messages.restore(message);
    }
    let orphaned = 0;
    for (const change of changes) {
      orphaned += this.#restoreChange(change) ? 0 : 1;
    }
    if (orphaned > 0) {
      this.#warn(
        `${orphaned} stored signatures and templates were dropped: their account does not exist.`,
      );
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

function* pagesOf(entries: readonly Entry[]): Generator<string> {
  for (let first = 0; first < entries.length; first += LINES_PER_WRITE) {
    yield entries
      .slice(first, first + LINES_PER_WRITE)
      .map(writeEntry)
      .join('');
  }
}

function readJournal(bytes: Buffer, warn: (text: string) => void): Read {
  const messages = new Map<string, Message>();
  const changes = new Map<string, Change>();
  let damaged = 0;
  for (const line of wholeLines(bytes, warn)) {
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
    warn(`${damaged} damaged lines of the \`persist\` file were dropped.`);
  }
  return { messages: messages.values(), changes: changes.values() };
}

/** Line by line, because the file may exceed the maximum length of a string. */
function* wholeLines(bytes: Buffer, warn: (text: string) => void): Generator<string> {
  let start = 0;
  for (let end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, start)) {
    yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
  if (start < bytes.length) {
    warn('The last line of the `persist` file was incomplete and was dropped.');
  }
}
