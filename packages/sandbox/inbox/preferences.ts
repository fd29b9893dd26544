import { signal } from '@preact/signals';

/** A choice that the browser remembers. If storage is blocked, as it can be in a frame, the choice
 *  lasts until the page is closed. */
export function preference<T extends string>(name: string, allowed: readonly T[], initial: T) {
  const key = `aliyun-sms-sandbox.${name}`;
  const stored = read(key);
  const choice = signal<T>(allowed.find((value) => value === stored) ?? initial);
  choice.subscribe((value) => write(key, value));
  return choice;
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then the choice is not remembered.
  }
}
