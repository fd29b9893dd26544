import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { openListener, type Listener } from './listener.ts';

let listener: Listener | undefined;

afterEach(() => listener?.close());

describe('a listener', () => {
  it('answers 503 until there is an app to serve', async () => {
    listener = await openListener(0);
    expect((await fetch(listener.url)).status).toBe(503);
    listener.serve(new Hono().get('/', (context) => context.text('here')));
    expect(await (await fetch(listener.url)).text()).toBe('here');
  });

  it('puts an IPv6 address in brackets in its URL', async () => {
    listener = await openListener(0, '::1');
    listener.serve(new Hono().get('/', (context) => context.text('here')));
    expect(listener.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(listener.url)).status).toBe(200);
  });
});
