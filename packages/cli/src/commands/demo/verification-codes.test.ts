import { describe, expect, it } from 'vitest';
import { CODE_TRIES, createVerificationCodes } from './verification-codes.ts';

function setUp(random = 12_345) {
  let now = 0;
  const codes = createVerificationCodes({ now: () => now, randomBelow: () => random });
  return { codes, pass: (minutes: number) => (now += minutes * 60_000) };
}

describe('verification codes', () => {
  it('a code keeps its leading zero', () => {
    expect(setUp().codes.issue('a')).toBe('012345');
  });

  it('a correct code works once', () => {
    const { codes } = setUp();
    const code = codes.issue('a');
    expect(codes.check('a', code)).toBe('correct');
    expect(codes.check('a', code)).toBe('no-code');
  });

  it('a code without its leading zero is wrong', () => {
    const { codes } = setUp();
    codes.issue('a');
    expect(codes.check('a', '12345')).toBe('wrong');
  });

  it('a code does not work for another purpose', () => {
    const { codes } = setUp();
    expect(codes.check('b', codes.issue('a'))).toBe('no-code');
  });

  it('a code works for just under ten minutes', () => {
    const { codes, pass } = setUp();
    const code = codes.issue('a');
    pass(9.999);
    expect(codes.check('a', code)).toBe('correct');
  });

  it('a code has expired after ten minutes, and is forgotten an hour later', () => {
    const { codes, pass } = setUp();
    const code = codes.issue('a');
    pass(10);
    expect(codes.check('a', code)).toBe('expired');
    pass(50);
    codes.issue('b');
    expect(codes.check('a', code)).toBe('no-code');
  });

  it('after ten wrong attempts the code no longer works, but a new one does', () => {
    const { codes } = setUp();
    const code = codes.issue('a');
    for (let tries = 0; tries < CODE_TRIES; tries += 1) {
      expect(codes.check('a', '999999')).toBe('wrong');
    }
    expect(codes.check('a', code)).toBe('too-many-tries');
    expect(codes.check('a', codes.issue('a'))).toBe('correct');
  });
});
