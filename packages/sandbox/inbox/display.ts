import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { locale } from './language.ts';

/** `+8613800138000` as people read it: `+86 138 0013 8000`. */
export function displayNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** The time of day; with the date in front when it is not today's (the browser's time zone). */
export function displayTime(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const time = format(at, { hour: '2-digit', minute: '2-digit', hour12: false });
  if (at.toDateString() === now.toDateString()) return time;
  return `${format(at, { month: 'short', day: 'numeric' })} ${time}`;
}

/** To the millisecond, for timelines. */
export function displayPreciseTime(iso: string): string {
  return format(new Date(iso), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hour12: false,
  });
}

export function displayDate(iso: string): string {
  return format(new Date(iso), { weekday: 'short', month: 'short', day: 'numeric' });
}

/** `850 ms`, `3.2 s`, `2 min 5 s`. */
export function displayDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

export function displayCount(count: number): string {
  return new Intl.NumberFormat(locale()).format(count);
}

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), options).format(at);
}
