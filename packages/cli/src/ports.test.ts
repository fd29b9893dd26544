import { describe, expect, it } from 'vitest';
import { Options } from './options.ts';
import { demoPort, sandboxPort } from './ports.ts';
import { testTerminal } from './testing/terminal.ts';

function ports(values: Record<string, string>, environment: Record<string, string> = {}) {
  const context = {
    options: new Options(values),
    terminal: testTerminal({ environment }).terminal,
  };
  const sandbox = sandboxPort(context);
  return [sandbox, demoPort(context, sandbox)];
}

describe('the ports', () => {
  it.each([
    [{}, {}, [4086, 4087]],
    [{}, { PORT: '' }, [4086, 4087]],
    [{}, { PORT: '5000' }, [5000, 4087]],
    [{ port: '0' }, { PORT: '5000' }, [0, 0]],
    [{ port: '1', demoPort: '2' }, {}, [1, 2]],
  ])('of %j with %j are %j', (values, environment, expected) => {
    expect(ports(values, environment)).toEqual(expected);
  });
});
