import type { Fault } from '../src/faults/faults.ts';
import type { Texts } from './texts/en.ts';

/** The faults with a switch; each affects every request while it is on. */
export const faultPresets: readonly {
  readonly name: keyof Texts['controls']['presets'];
  readonly fault: Fault;
}[] = [
  { name: 'throttled', fault: { effect: { kind: 'apiCode', apiCode: 'Throttling.User' } } },
  { name: 'noMoney', fault: { effect: { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } } },
  {
    name: 'flowControl',
    fault: { effect: { kind: 'apiCode', apiCode: 'isv.BUSINESS_LIMIT_CONTROL' } },
  },
  { name: 'systemError', fault: { effect: { kind: 'apiCode', apiCode: 'isp.SYSTEM_ERROR' } } },
  { name: 'unavailable', fault: { effect: { kind: 'status', status: 503 } } },
  { name: 'slow', fault: { effect: { kind: 'delay', delayMs: 3000 } } },
  { name: 'resetBefore', fault: { effect: { kind: 'reset', when: 'before' } } },
  { name: 'resetAfter', fault: { effect: { kind: 'reset', when: 'after' } } },
  { name: 'html', fault: { effect: { kind: 'html' } } },
  { name: 'garbage', fault: { effect: { kind: 'garbage' } } },
  { name: 'silence', fault: { effect: { kind: 'silence' } } },
];

/** Whether two faults are the same, regardless of key order. */
export function sameFault(a: Fault, b: Fault): boolean {
  return canonical(a) === canonical(b);
}

function canonical({ effect, ...when }: Fault): string {
  return JSON.stringify([sorted(when), sorted(effect)]);
}

function sorted(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
