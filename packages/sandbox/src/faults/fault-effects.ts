import { setTimeout as sleep } from 'node:timers/promises';
import { TransportError, type HttpResponse } from 'aliyun-sms-client';
import type { FaultEffect } from './faults.ts';

const HTML = { 'content-type': 'text/html' };
const GARBAGE: HttpResponse = {
  status: 200,
  headers: { 'content-type': 'application/json;charset=utf-8' },
  body: '{"Message":"OK","Requ\u0000\ufffd',
};

/** The answer of the thing on the way that broke, in place of Aliyun's; the call does not count. */
export function answerInstead(effect: FaultEffect): HttpResponse | undefined {
  switch (effect.kind) {
    case 'status':
      return { status: effect.status, headers: HTML, body: page(String(effect.status)) };
    case 'html':
      return { status: 200, headers: HTML, body: page('Welcome') };
    case 'garbage':
      return GARBAGE;
    case 'apiCode':
    case 'delay':
    case 'reset':
    case 'silence':
      return undefined;
    default:
      return effect satisfies never;
  }
}

/** The connection is cut before the call counts. */
export function cutsBefore(effect: FaultEffect): boolean {
  return effect.kind === 'reset' && effect.when === 'before';
}

/** As a client sees a connection that was cut while it waited for the answer. */
export function connectionReset(): TransportError {
  return new TransportError({ code: 'ECONNRESET', stage: 'waiting' });
}

/** What happens to the answer of a call that counted: late, cut off, or never. */
export async function holdAnswer(effect: FaultEffect, signal?: AbortSignal): Promise<void> {
  if (effect.kind === 'delay') {
    await sleep(effect.delayMs, undefined, signal === undefined ? {} : { signal }).catch(() => {
      throw new TransportError({ code: 'ABORT_ERR', stage: 'waiting' });
    });
  }
  if (effect.kind === 'reset') {
    throw connectionReset();
  }
  if (effect.kind === 'silence') {
    await new Promise((_, reject) => {
      const give = () => reject(new TransportError({ code: 'ABORT_ERR', stage: 'waiting' }));
      signal?.addEventListener('abort', give, { once: true });
      if (signal?.aborted === true) {
        give();
      }
    });
  }
}

function page(title: string): string {
  return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
}
