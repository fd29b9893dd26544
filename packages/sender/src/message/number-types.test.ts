import { describe, expect, it } from 'vitest';
import { readDestination } from './destination.ts';

const usual = { bareNumbers: 'countryCode', strict: false } as const;
const mainland = { bareNumbers: 'mainland', strict: false } as const;

describe('a number that cannot receive SMS', () => {
  it.each([
    ['449098790001', 'PREMIUM_RATE'],
    ['33891123456', 'PREMIUM_RATE'],
    ['37190012345', 'PREMIUM_RATE'],
    ['447640123456', 'PAGER'],
  ])('%s (%s) is refused even without a guard', (to) => {
    expect(() => readDestination(to, usual)).toThrow('number-type');
  });

  it('is judged after its country: a toll-free +1 number may be a mainland mobile', () => {
    expect(() => readDestination('18005551234', usual)).toThrow('number-ambiguous');
    expect(() => readDestination('19002345678', usual)).toThrow('number-ambiguous');
    expect(readDestination('18005551234', mainland).number.msisdn).toBe('8618005551234');
    expect(() => readDestination('+18005551234', mainland)).toThrow('number-ambiguous');
  });
});

it.each([
  '8613800138000',
  '14155552671',
  '85261234567',
  '447911123456',
  '6591234567',
  '819012345678',
])('%s can receive SMS', (to) => {
  expect(readDestination(to, usual).number.msisdn).toBe(to);
});

it.each([
  ['\u202A+8613820000021\u202C', '+8613820000021'],
  ['\u2066+86 138 2000 0023\u2069', '+8613820000023'],
  ['\u200B13820000024', '+8613820000024'],
  ['\uFF0B\uFF18\uFF1613820000025', '+8613820000025'],
  ['+86\u2011138\u20112000\u20110026', '+8613820000026'],
])('the pasted text %j is %s', (to, e164) => {
  expect(readDestination(to, usual).number.e164).toBe(e164);
});
