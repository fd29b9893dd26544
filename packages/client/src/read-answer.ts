import type { ClientRequest, IncomingMessage } from 'node:http';
import { TransportError, type HttpResponse } from './transport.ts';

/** Longest answer that is read; Aliyun's are below 100 KB. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Aliyun sends no interim answers (1xx); more than this would keep the process busy. */
const MAX_INTERIM = 100;

/** Reads an answer to its end. */
export function readAnswer(
  incoming: IncomingMessage,
  fail: (error: Error) => void,
  done: (answer: HttpResponse) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > MAX_BODY_BYTES) {
      fail(new TransportError({ code: 'ERR_BODY_TOO_LARGE', stage: 'answering' }));
    }
  });
  incoming.on('error', fail);
  incoming.on('end', () => {
    done(new Answer(incoming, Buffer.concat(chunks).toString()));
  });
}

/** Fails on what could come instead of an answer, or endlessly before it. */
export function refuseOtherAnswers(outgoing: ClientRequest, fail: (code: string) => void): void {
  // Without a listener, Node closes the connection without an error.
  outgoing.on('upgrade', () => fail('ERR_UPGRADE'));
  let interim = 0;
  outgoing.on('information', () => {
    interim += 1;
    if (interim > MAX_INTERIM) fail('ERR_INTERIM_ANSWERS');
  });
}

/**
 * Parses headers only on demand, which a success never needs: otherwise "CPU per send, 32 at a time,
 * against the floor" of `npm run bench` is missed.
 */
class Answer implements HttpResponse {
  readonly status: number;
  readonly body: string;
  readonly #incoming: IncomingMessage;

  constructor(incoming: IncomingMessage, body: string) {
    this.status = incoming.statusCode ?? 0;
    this.body = body;
    this.#incoming = incoming;
  }

  get headers(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#incoming.headers).map(([name, value]) => [
        name,
        [value].flat().join(', '),
      ]),
    );
  }
}
