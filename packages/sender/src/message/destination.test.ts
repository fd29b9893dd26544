import { describe, expect, it } from 'vitest';
import { readDestination } from './destination.ts';

const usual = { bareNumbers: 'countryCode', strict: false } as const;

describe('the number that Logto passes', () => {
  it.each([
    ['8613800138000', '8613800138000', 'CN'],
    ['+8613800138000', '8613800138000', 'CN'],
    ['008613800138000', '8613800138000', 'CN'],
    ['13800138000', '8613800138000', 'CN'],
    ['85268326366', '85268326366', 'HK'],
    ['14155550123', '14155550123', 'US'],
    ['447400123456', '447400123456', 'GB'],
  ])('%s is sent as %s to %s', (to, msisdn, country) => {
    expect(readDestination(to, usual).number).toMatchObject({ msisdn, country });
  });

  it.each(['', '0', '12345', '86138001380', '86213800138000', 'abc', '999999999999'])(
    '%j is refused',
    (to) => {
      expect(() => readDestination(to, usual)).toThrow('number-invalid');
    },
  );

  it('that could be +1 is a bare mainland number if the settings say so', () => {
    const mainland = { ...usual, bareNumbers: 'mainland' } as const;
    expect(readDestination('13105550123', usual).number.country).toBe('US');
    expect(readDestination('13105550123', mainland).number.country).toBe('CN');
  });

  it('that the settings make mainland needs no template declared for its region', () => {
    const mainland = { ...usual, bareNumbers: 'mainland' } as const;
    expect(readDestination('14155551234', mainland).declaredOnly).toBe(false);
    expect(readDestination('14155551234', usual).declaredOnly).toBe(true);
  });

  it('must have its country code if the check is strict', () => {
    const strict = { ...usual, strict: true };
    expect(() => readDestination('13800138000', strict)).toThrow('number-invalid');
    expect(() => readDestination('138-0013-8000', strict)).toThrow('number-invalid');
    expect(() => readDestination('13800138000', strict)).toThrow(
      expect.objectContaining({ detail: expect.anything() }),
    );
    expect(readDestination('8613800138000', strict).number.country).toBe('CN');
  });
});
