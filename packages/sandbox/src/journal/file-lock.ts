import {
  closeSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { jsonValue } from '../wire/json-text.ts';
import { foreign, PersistRefused } from './persist-refused.ts';

/** How often a holder shows that it is alive, and after how long without a sign it counts as dead, ms. */
const BEAT_MS = 5000;
const DEAD_AFTER_MS = 20_000;

const holderSchema = z.object({
  lock: z.literal('aliyun-sms-sandbox'),
  pid: z.number().int().positive(),
  host: z.string(),
  /** When the process started, in system ticks; distinguishes it from a later one with the same pid. */
  start: z.string(),
});
type Holder = z.output<typeof holderSchema>;

const OWN: Holder = {
  lock: 'aliyun-sms-sandbox',
  pid: process.pid,
  host: hostname(),
  start: startOf(process.pid),
};

/** The lock files of this process, each with its number of users. */
const held = new Map<string, Held>();

interface Held {
  users: number;
  readonly beat: NodeJS.Timeout;
}

/**
 * Locks a file for this process; several sandboxes of the process can share the lock. The lock of a
 * process that died is taken over: immediately if it ran on this machine, after 20 seconds without a
 * sign of life if it ran elsewhere (containers that share a folder). Returns the function that releases
 * the lock. Throws a `PersistRefused` if another process holds it.
 */
export function lockFile(path: string): () => void {
  const own = held.get(path) ?? hold(path);
  own.users += 1;
  let isReleased = false;
  return () => {
    if (!isReleased) {
      isReleased = true;
      release(path, own);
    }
  };
}

function hold(path: string): Held {
  take(path);
  const own = { users: 0, beat: setInterval(() => showLife(path), BEAT_MS).unref() };
  held.set(path, own);
  return own;
}

function release(path: string, own: Held): void {
  own.users -= 1;
  if (own.users === 0) {
    clearInterval(own.beat);
    held.delete(path);
    rmSync(path, { force: true });
  }
}

process.on('exit', () => {
  for (const path of held.keys()) {
    rmSync(path, { force: true });
  }
});

function take(path: string): void {
  while (!isCreated(path)) {
    removeStale(path);
  }
}

/** False if something is there already. */
function isCreated(path: string): boolean {
  try {
    create(path);
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) {
      throw error;
    }
    return false;
  }
}

function create(path: string): void {
  // `wx`: follows no link, and fails for one of two processes.
  const file = openSync(path, 'wx', 0o600);
  writeFileSync(file, JSON.stringify(OWN));
  closeSync(file);
}

/** One process at a time, and only after another look: else the second one would remove the new lock of
 *  the first. */
function removeStale(path: string): void {
  try {
    refuseLive(path);
    const turn = `${path}.stale`;
    takeTurn(turn);
    try {
      refuseLive(path);
      rmSync(path);
    } finally {
      rmSync(turn, { force: true });
    }
  } catch (error) {
    // Otherwise its holder, or another process, removed it in between.
    if (!isCode(error, 'ENOENT')) {
      throw error;
    }
  }
}

function takeTurn(turn: string): void {
  if (!isCreated(turn)) {
    // Left by a process that ended between two system calls.
    refuseLive(turn);
    rmSync(turn);
    create(turn);
  }
}

function refuseLive(path: string): void {
  const { holder, beatAt, text } = read(path);
  if (holder === undefined && text !== '') {
    throw foreign(path);
  }
  if (isAlive(holder, beatAt)) {
    throw locked(path);
  }
}

interface Found {
  /** Absent if the file is not, or not yet, a lock. */
  readonly holder: Holder | undefined;
  readonly beatAt: number;
  readonly text: string;
}

function read(path: string): Found {
  if (!lstatSync(path).isFile()) {
    throw foreign(path);
  }
  const text = readFileSync(path, 'utf8');
  return { holder: parse(text), beatAt: statSync(path).mtimeMs, text };
}

function parse(text: string): Holder | undefined {
  return holderSchema.safeParse(jsonValue(text)).data;
}

/** A lock that is still being written has no holder yet, and is judged by its time. */
function isAlive(holder: Holder | undefined, beatAt: number): boolean {
  if (holder?.host !== OWN.host) {
    return Date.now() - beatAt < DEAD_AFTER_MS;
  }
  return holder.pid !== OWN.pid && isRunning(holder.pid) && startOf(holder.pid) === holder.start;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process exists but belongs to another user.
    return isCode(error, 'EPERM');
  }
}

/** Field 22 of Linux' `/proc/<pid>/stat`; empty on other systems, and for a process that has ended but
 *  is still in the process table (zombie). */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function showLife(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The lock file was deleted; the next write to the journal reports the problem.
  }
}

function locked(path: string): PersistRefused {
  const file = path.replace(/\.lock(?:\.stale)?$/, '');
  return new PersistRefused('ELOCKED', {
    en: `Another sandbox is using ${file}. Stop it, or choose another file.`,
    zh: `另一个沙箱正在使用 ${file}。请先停止它，或另选文件。`,
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
