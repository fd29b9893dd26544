import { describe, expect, it } from 'vitest';
import { carrierName, filingOf, reviewOf } from './review.ts';
import { render } from './template-text.ts';

describe('a state or carrier that this version does not know', () => {
  it('is shown as unknown, and the carrier by its own name', () => {
    expect(reviewOf(undefined).en).toBe('in an unknown state');
    const filing = { carrier: 'broadnet', status: undefined, completedAt: undefined, reasons: [] };
    expect(filingOf(filing)).toMatchObject({ mark: '!', en: 'state unknown' });
    expect(carrierName(filing)).toEqual({ en: 'broadnet', zh: 'broadnet' });
  });
});

it('a variable without a value stays in the text as written', () => {
  expect(render('${code}，${ min }分钟', { code: '1' })).toBe('1，${ min }分钟');
});
