import { signal } from '@preact/signals';
import type { JSX } from 'preact';

const announcement = signal('');

/** Announces a short sentence to screen readers and shows it briefly to everyone else. */
export function announce(text: string): void {
  announcement.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    announcement.value = '';
  }, 2500);
}
let timer: ReturnType<typeof setTimeout> | undefined;

export function Announcer(): JSX.Element {
  return (
    <div class={`announcer ${announcement.value ? 'is-shown' : ''}`} role="status">
      {announcement.value}
    </div>
  );
}
