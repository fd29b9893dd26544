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

/** The first line. By it the sandbox knows its own files, and touches no other. */
const HEADER = '{"file":"aliyun-sms-sandbox","version":1}\n';

const APPENDING = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;

/** Writes a part of the bytes, from the offset on; how many. Node's own unless a test has another. */
export type WriteSome = (file: number, bytes: Buffer, offset: number) => number;

/**
 * A file of lines that only grows, and is at times replaced by a shorter one. What `append` took is
 * whole in the file; what it threw on has left nothing behind. No link is followed in writing, and
 * only files with the sandbox's header are read or replaced.
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

  /** The lines that are there, without the header; none where there is no file. Throws a
   *  `PersistRefused` for another's. */
  read(): Buffer {
    if (!existsSync(this.#path) && !isLink(this.#path)) {
      return Buffer.alloc(0);
    }
    return ownLines(this.#path);
  }

  append(lines: string): void {
    const file = this.#file;
    if (file === undefined || fstatSync(file).nlink === 0) {
      throw new Error('The file that keeps the messages is gone.');
    }
    const bytes = Buffer.from(lines);
    try {
      this.#writeAll(file, bytes);
    } catch (error) {
      // A part that was written would spoil the next line.
      ftruncateSync(file, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  /** Puts these lines in the place of all, by way of a second file, so that an end in between loses
   *  nothing. Where that fails everything is as it was. */
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

/** The lines of one of the sandbox's files; an empty file is anybody's. */
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

/** What a process left that ended while it wrote: at least the beginning of a header. */
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
