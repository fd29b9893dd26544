import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { locale } from './language.ts';

/** `+8613800138000` as people read it: `+86 138 0013 8000`. */
export function displayNumber(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/** The time of day, preceded by the date unless that is today (in the browser's time zone). */
export function displayTime(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const time = format(at, { hour: '2-digit', minute: '2-digit', hour12: false });
  if (at.toDateString() === now.toDateString()) return time;
  return `${displayDay(at)} ${time}`;
}

/** Like `displayTime`, to the millisecond. */
export function displayPreciseTime(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const time = format(at, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hour12: false,
  });
  return at.toDateString() === now.toDateString() ? time : `${displayDay(at)} ${time}`;
}

function displayDay(at: Date): string {
  return format(at, { month: 'short', day: 'numeric' });
}

export function displayDate(iso: string): string {
  return format(new Date(iso), { weekday: 'short', month: 'short', day: 'numeric' });
}

/** `850 ms`, `3.2 s`, `15 min`: in the largest unit that fits, with at most one decimal. */
export function displayDuration(milliseconds: number): string {
  const { unit, length } = unitFor(milliseconds);
  return withUnit(Math.round((milliseconds / length) * 10) / 10, unit);
}

/** How far a clock is ahead or behind, in the largest unit that fits: `+1 hr`, `−3 days`. */
export function displayOffset(milliseconds: number): string {
  const { unit, length } = unitFor(Math.abs(milliseconds));
  const amount = withUnit(Math.round(Math.abs(milliseconds) / length), unit);
  return `${milliseconds < 0 ? '−' : '+'}${amount}`;
}

const units = [
  { unit: 'day', length: 86_400_000 },
  { unit: 'hour', length: 3_600_000 },
  { unit: 'minute', length: 60_000 },
  { unit: 'second', length: 1000 },
] as const;

/** Round distances between grid lines of a milliseconds axis, up to a month. */
export const durationSteps: readonly number[] = [
  ...[1, 10, 100].flatMap((ten) => [ten, 2 * ten, 5 * ten]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 5, 10, 30].map((days) => days * 86_400_000),
];

function unitFor(milliseconds: number): { readonly unit: string; readonly length: number } {
  const largest = units.find(({ length }) => milliseconds >= length);
  return largest ?? { unit: 'millisecond', length: 1 };
}

function withUnit(amount: number, unit: string): string {
  const style = { style: 'unit', unit, unitDisplay: 'short' } as const;
  return new Intl.NumberFormat(locale(), style).format(amount);
}

/** A label on a time axis, as precise as the distance between two points (`step`, ms) requires. */
export function displayTick(at: Date, step: number): string {
  if (step >= 6 * 3_600_000) return displayDay(at);
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return format(at, step < 60_000 ? { ...time, second: '2-digit' } : time);
}

export function displayCount(count: number): string {
  return new Intl.NumberFormat(locale()).format(count);
}

/** `84.8%`, of a share from 0 to 1. */
export function displayShare(share: number): string {
  const style = { style: 'percent', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale(), style).format(share);
}

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), options).format(at);
}
