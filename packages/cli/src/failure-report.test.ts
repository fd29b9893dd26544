import { AliyunSmsError, AliyunSmsCredentialsError } from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import { cannotListen, CommandFailure, notWritten } from './failure.ts';
import { reportFailure } from './failure-report.ts';
import type { Language } from './language.ts';
import { Output } from './output.ts';
import { runCommand, testTerminal } from './testing/terminal.ts';

interface Reader {
  readonly debug?: boolean;
  readonly json?: boolean;
  readonly language?: Language;
}

async function report(
  error: unknown,
  { debug = false, json = false, language = 'en' }: Reader = {},
) {
  const { terminal, stdout, stderr } = testTerminal();
  const output = new Output(terminal, { json, language, showNumbers: false });
  const exitCode = await reportFailure(error, output, debug);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

describe('a failure', () => {
  it('of the API carries code, outcome and request id in --json, even if a command rewords it', async () => {
    const facts = {
      apiCode: 'isv.AMOUNT_NOT_ENOUGH',
      outcome: 'not-sent',
      requestId: 'R1',
    } as const;
    const api = new AliyunSmsError('refused', facts);
    const rewording = new CommandFailure({ en: 'No.', zh: '否。' }, { cause: api });
    const plain = await report(api, { json: true });
    const reworded = await report(rewording, { json: true });
    expect(JSON.parse(plain.stdout).error).toMatchObject(facts);
    expect(JSON.parse(reworded.stdout).error).toEqual({ message: 'No.', ...facts });
  });

  it('of the client’s input validation is wrong usage', async () => {
    const { exitCode, stderr } = await report(
      new TypeError('qualificationId must be a numeric id'),
    );
    expect([exitCode, stderr]).toEqual([2, '✗ qualificationId must be a numeric id.\n']);
  });

  it('of this program is reported by its type alone: a message could quote a number', async () => {
    const { exitCode, stderr } = await report(new TypeError('cannot send 123456 to 13800138000'));
    expect(exitCode).toBe(1);
    expect(stderr).toBe('✗ Internal error (TypeError). Set ALIYUN_SMS_DEBUG=1 to see where.\n');
  });

  it('shows stack frames, but no messages, with ALIYUN_SMS_DEBUG', async () => {
    const cause = new RangeError('13800138000');
    const error = new TypeError('123456', { cause });
    const { stderr } = await report(error, { debug: true });
    expect(stderr).toMatch(/\nTypeError\n +at .+\n(?: +at .+\n)*RangeError\n +at /);
    expect(stderr).not.toMatch(/123456|13800138000/);
  });

  it('is reported even if what was thrown is not an Error', async () => {
    expect((await report('text', { debug: true })).stderr).toContain('(string)');
  });

  it('of the client without an API code keeps the client’s message', async () => {
    const { stderr } = await report(
      new AliyunSmsCredentialsError('No key was found.', { outcome: 'not-sent', attempts: 0 }),
    );
    expect(stderr).toBe('✗ No key was found.\n');
  });

  it('is one JSON document with --json, in the chosen language', async () => {
    const failure = new CommandFailure({ en: 'No.', zh: '不行。' }, { exitCode: 2 });
    expect(await report(failure, { json: true, language: 'zh' })).toEqual({
      exitCode: 2,
      stdout: `${JSON.stringify({ error: { message: '不行。' } }, undefined, 2)}\n`,
      stderr: '',
    });
  });

  it('of a privileged port names address, port and code', () => {
    const error = Object.assign(new Error('no'), { code: 'EACCES', syscall: 'listen' });
    expect(() => cannotListen(80, '--port')(error)).toThrow(
      'listen on 127.0.0.1, port 80 (EACCES)',
    );
  });

  it.each([cannotListen(80, '--port'), notWritten('file')])(
    'is rethrown unchanged if it is of another kind',
    (handle) => {
      const error = new CommandFailure({ en: 'Else.', zh: '其他。' });
      expect(() => handle(error)).toThrow(error);
    },
  );
});

const send = (...line: string[]) =>
  runCommand(['template', 'list', ...line], {
    environment: {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'id',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret',
      ALIYUN_SMS_DEBUG: '1',
    },
  });

describe('an endpoint', () => {
  it('that refuses the connection is reported with the system’s code, and with frames when debugging', async () => {
    const { exitCode, stderr } = await send('--endpoint', 'http://127.0.0.1:2');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^✗ .*ECONNREFUSED.*\n/);
    expect(stderr).toMatch(/\n +at /);
  });

  it.each(['127.0.0.1:4086', 'ftp://127.0.0.1', 'nowhere'])('%s is wrong usage', async (url) => {
    const { exitCode, stderr } = await send('--endpoint', url);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`not "${url}"`);
  });

  it.each(['http://dysmsapi.aliyuncs.com', 'http://203.0.113.7:4086', 'http://[2001:db8::1]'])(
    '%s is refused: plain HTTP would expose number and code',
    async (url) => {
      const { exitCode, stderr } = await send('--endpoint', url);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--endpoint must begin with https://');
      expect(stderr).toContain(`not "${url}"`);
    },
  );
});
