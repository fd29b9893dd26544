import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { exitOnClosedPipe } from './closed-pipe.ts';

function failingWith(code: string) {
  const codes: number[] = [];
  const stream = new Writable();
  exitOnClosedPipe(stream, (exitCode) => codes.push(exitCode));
  const fail = () => stream.emit('error', Object.assign(new Error('write'), { code }));
  return { fail, codes };
}

describe('a closed pipe', () => {
  it('ends the program as SIGPIPE does, without a stack trace', () => {
    const { fail, codes } = failingWith('EPIPE');
    fail();
    expect(codes).toEqual([141]);
  });

  it('is not confused with a full disk', () => {
    const { fail, codes } = failingWith('ENOSPC');
    expect(fail).toThrow('write');
    expect(codes).toEqual([]);
  });
});
