import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { foreign } from './persist-refused.ts';

/** The first line, which identifies the sandbox's files. It touches no others. */
const HEADER = '{"file":"aliyun-sms-sandbox","version":1}\n';

const APPENDING = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;

/** Writes some of the bytes from the offset on; returns how many. Tests can replace Node's function. */
export type WriteSome = (file: number, bytes: Buffer, offset: number) => number;

/**
 * A file of lines that grows by `append`, and is sometimes replaced by a shorter one. An append is
 * written completely or, if it throws, not at all. Writing follows no links, and only files with the
 * sandbox's header are read or replaced.
 */
export class JournalFile {
  readonly #path: string;
  readonly #write: WriteSome;
  #file: number | undefined;
  #size = 0;

  constructor(path: string, write: WriteSome = writeSync) {
    this.#path = path;
    this.#write = write;
  }

  /** The lines without the header; none if the file does not exist. Throws a `PersistRefused` for a file
   *  that is not the sandbox's. */
  read(): Buffer {
    if (!existsSync(this.#path) && !isLink(this.#path)) {
      return Buffer.alloc(0);
    }
    return ownLines(this.#path);
  }

  append(lines: string): void {
    const file = this.#file;
    if (file === undefined || fstatSync(file).nlink === 0) {
      throw new Error('The `persist` file was deleted.');
    }
    const bytes = Buffer.from(lines);
    try {
      this.#writeAll(file, bytes);
    } catch (error) {
      // A partly written line would damage the next one.
      ftruncateSync(file, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  /** Replaces all lines by writing and renaming a second file, so that nothing is lost if the process
   *  ends in between. If it fails, nothing has changed. */
  replace(pages: Iterable<string>): void {
    const next = `${this.#path}.new`;
    removeLeftOver(next);
    const file = openSync(next, APPENDING, 0o600);
    let size = 0;
    try {
      for (const page of [HEADER, ...pages]) {
        const bytes = Buffer.from(page);
        this.#writeAll(file, bytes);
        size += bytes.length;
      }
      renameSync(next, this.#path);
    } catch (error) {
      closeSync(file);
      rmSync(next, { force: true });
      throw error;
    }
    this.close();
    this.#file = file;
    this.#size = size;
  }

  close(): void {
    if (this.#file !== undefined) {
      closeSync(this.#file);
      this.#file = undefined;
    }
  }

  #writeAll(file: number, bytes: Buffer): void {
    let offset = 0;
    while (offset < bytes.length) {
      offset += this.#write(file, bytes, offset);
    }
  }
}

/** The lines of a sandbox file. An empty file is accepted too. */
function ownLines(path: string): Buffer {
  const found = lstatSync(path);
  if (found.isDirectory()) {
    throw Object.assign(new Error(`${path} is a folder.`), { code: 'EISDIR' });
  }
  if (!found.isFile()) {
    throw foreign(path);
  }
  const bytes = readFileSync(path);
  if (bytes.length > 0 && bytes.toString('utf8', 0, HEADER.length) !== HEADER) {
    throw foreign(path);
  }
  return bytes.subarray(HEADER.length);
}

/** Deletes the file of a process that ended while writing it, recognized by its (partial) header. */
function removeLeftOver(path: string): void {
  if (!existsSync(path) && !isLink(path)) {
    return;
  }
  const isFile = lstatSync(path).isFile();
  const start = isFile ? readFileSync(path).toString('utf8', 0, HEADER.length) : undefined;
  if (start === undefined || !HEADER.startsWith(start)) {
    throw foreign(path);
  }
  rmSync(path);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
