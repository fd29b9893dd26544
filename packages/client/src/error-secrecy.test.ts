import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSmsClient } from './sms-client.ts';

/** The ways in which the server echoes the request. */
const ECHOES: readonly ((request: string, raw: string, response: ServerResponse) => void)[] = [
  (text, _raw, response) => answer(response, 400, { Code: 'SignatureDoesNotMatch', Message: text }),
  (text, _raw, response) => answer(response, 400, { Code: 'Other.Code', Message: text }),
  (text, _raw, response) => answer(response, 200, { Code: 'isv.NEW_CODE', Message: text }),
  (text, _raw, response) =>
    answer(response, 200, { ResponseCode: 'NEW', ResponseDescription: text }),
  (_text, raw, response) => answer(response, 400, { Code: 'Other', Message: raw }),
  (text, _raw, response) => answer(response, 500, { Code: text, Message: text, RequestId: text }),
  (text, _raw, response) => answer(response, 400, { Code: `A${text.replace(/[^\w.-]/g, '')}` }),
  (text, _raw, response) => answer(response, 200, { Code: 'OK', BizId: 7, Message: text }),
  (text, _raw, response) =>
    response.writeHead(502, { 'x-echo': encodeURI(text) }).end(`<p>${text}`),
  (text, _raw, response) => void response.socket?.end(`HTTP/1.1 2${text} ${text}\r\n\r\n`),
  (text, _raw, response) =>
    void response.writeHead(302, { location: `/?${encodeURI(text)}` }).end(),
];

let url = '';
let echo = 0;
const server = createServer((request, response) => {
  const raw = `${request.method} ${request.url} ${request.rawHeaders.join(' ')}`;
  ECHOES[echo]?.(decoded(request), raw, response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'string' ? address : `http://127.0.0.1:${address?.port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function decoded(request: IncomingMessage): string {
  return decodeURIComponent(`${request.url} ${request.rawHeaders.join(' ')}`);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function printed(error: unknown): string {
  const chain: unknown[] = [];
  for (let link = error; link instanceof Error; link = link.cause) {
    chain.push(String(link), link.stack, JSON.stringify(link), Object.entries(link));
  }
  return inspect([error, ...chain], { depth: 20, showHidden: true });
}

const digits = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789')),
  minLength: 8,
  maxLength: 8,
});
const letters = fc.string({
  unit: fc.constantFrom(...Array.from('bcdfghkmpqrwxyz')),
  minLength: 12,
  maxLength: 12,
});

test(
  'no error shows the secret, the token, the code or the number, whatever the server echoes',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(ECHOES.length - 1),
        digits,
        fc.oneof(
          digits.map((text) => text.slice(0, 6)),
          letters,
        ),
        letters,
        fc.tuple(letters, fc.constantFrom('', '/+==', '"\\')).map((parts) => parts.join('')),
        async (kind, subscriber, code, accessKeySecret, securityToken) => {
          echo = kind;
          const credentials = { accessKeyId: 'id', accessKeySecret, securityToken };
          const client = createSmsClient({ endpoint: url, credentials, maxRetries: 0 });
          const error: unknown = await client
            .sendSms({
              phoneNumber: `86138${subscriber}`,
              signName: '阿里云',
              templateCode: 'SMS_154950909',
              templateParam: { code },
            })
            .catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(Error);
          const text = printed(error);
          for (const secret of [accessKeySecret, securityToken, code, `138${subscriber}`]) {
            expect(text).not.toContain(secret);
          }
        },
      ),
      { numRuns: 300 },
    );
  },
);
