import { once } from 'node:events';
import { connect } from 'node:net';
import { canonicalQuery } from 'aliyun-sms-client';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type RunningSandbox } from './start-sandbox.ts';
import { SEND, signedV1 } from './testing/calls.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, seed: { settings: { flowControl: false } } });
});
beforeEach(() => sandbox.faults.replace([]));
afterAll(async () => sandbox.close());

/** A way to send the parameters of a call. */
interface Way {
  readonly way: string;
  readonly write: (form: string) => string;
}

/** In the query without a body, or in a form. */
const WAYS: readonly Way[] = [
  { way: 'no Content-Length', write: (form) => raw('POST', form, []) },
  { way: 'Content-Length 0', write: (form) => raw('POST', form, ['content-length: 0']) },
  { way: 'Content-Length 000', write: (form) => raw('POST', form, ['content-length: 000']) },
  {
    way: 'an empty chunked body',
    write: (form) => `${raw('POST', form, ['transfer-encoding: chunked'])}0\r\n\r\n`,
  },
  {
    way: 'a form',
    write: (form) => raw('POST', '', [FORM, `content-length: ${form.length}`]) + form,
  },
  {
    way: 'a chunked form',
    write: (form) =>
      `${raw('POST', '', [FORM, 'transfer-encoding: chunked'])}${chunk(form.slice(0, 9))}` +
      `${chunk(form.slice(9))}0\r\n\r\n`,
  },
];
const WAY = fc.constantFrom(...WAYS);
const FORM = 'content-type: application/x-www-form-urlencoded';

function raw(method: string, query: string, headers: readonly string[]): string {
  return [`${method} /?${query} HTTP/1.1`, 'host: sandbox', ...headers, '', ''].join('\r\n');
}

function chunk(text: string): string {
  return text === '' ? '' : `${text.length.toString(16)}\r\n${text}\r\n`;
}

function signedForm(index: number): string {
  const PhoneNumbers = `139${String(index).padStart(8, '0')}`;
  return String(signedV1({ ...SEND, PhoneNumbers }, sandbox.clock.now()).body);
}

/** Sends requests over one connection; returns the bodies of the answers in order. */
async function answers(requests: readonly string[]): Promise<readonly string[]> {
  const socket = connect(sandbox.port, '127.0.0.1').setEncoding('utf8');
  const last = raw('GET', '', ['connection: close']);
  let received = '';
  socket.on('data', (text: string) => (received += text));
  socket.write([...requests, last].join(''));
  await once(socket, 'close');
  return received
    .split('HTTP/1.1 ')
    .slice(1, -1)
    .map((answer) => answer.slice(answer.indexOf('\r\n\r\n') + 4));
}

test('requests with and without a body on one connection are answered in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(WAY, { minLength: 1, maxLength: 8 }), async (ways) => {
      sandbox.reset();
      const found = await answers(ways.map(({ write }, index) => write(signedForm(index))));
      const sent = new Map(sandbox.messages.list().messages.map(({ bizId, to }) => [bizId, to]));
      expect(found.map((body) => sent.get(JSON.parse(body).BizId))).toEqual(
        ways.map((_, index) => `+86139${String(index).padStart(8, '0')}`),
      );
    }),
    { numRuns: 50 },
  );
});

test('a request over a socket and the same one to `handle` get the same answer', async () => {
  const name = fc.constantFrom('Action', 'Version', 'Format', 'AccessKeyId', 'Timestamp', 'X');
  const value = fc.constantFrom('', 'SendSms', '2017-05-25', 'JSON', 'testid', 'ü &=+%');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value), WAY, async (parameters, { write }) => {
      const form = canonicalQuery(parameters);
      const [found = ''] = await answers([write(form)]);
      const { body } = await sandbox.handle({
        method: 'POST',
        url: `http://sandbox/?${form}`,
        headers: {},
      });
      expect(withoutIds(found)).toBe(withoutIds(body));
    }),
    { numRuns: 50 },
  );
});

function withoutIds(body: string): string {
  return body.replaceAll(/[0-9A-F]{8}-[0-9A-F-]{27}/g, 'ID');
}

test.each(WAYS)('faults cut and delay a call with $way', async ({ write }) => {
  sandbox.faults.replace([{ effect: { kind: 'reset', when: 'before' }, times: 1 }]);
  const socket = connect(sandbox.port, '127.0.0.1');
  socket.write(write(signedForm(0)));
  await expect(once(socket, 'close')).rejects.toThrow('ECONNRESET');
  sandbox.faults.replace([{ effect: { kind: 'delay', delayMs: 50 }, times: 1 }]);
  const [body = ''] = await answers([write(signedForm(0))]);
  expect(JSON.parse(body).Code).toBe('OK');
});

test('a client that disconnects while its answer is delayed affects no other', async () => {
  sandbox.faults.replace([{ effect: { kind: 'silence' }, times: 1 }]);
  const before = sandbox.requests.size();
  const socket = connect(sandbox.port, '127.0.0.1');
  socket.write(raw('POST', signedForm(0), []));
  await expect.poll(() => sandbox.requests.size()).toBe(before + 1);
  socket.resetAndDestroy();
  const [body = ''] = await answers([raw('POST', signedForm(1), [])]);
  expect(JSON.parse(body).Code).toBe('OK');
});
