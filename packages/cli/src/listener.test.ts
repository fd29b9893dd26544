import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { openListener, type Listener } from './listener.ts';

let listener: Listener | undefined;

afterEach(() => listener?.close());

describe('a listener', () => {
  it('asks to come again until there is something to serve', async () => {
    listener = await openListener(0);
    expect((await fetch(listener.url)).status).toBe(503);
    listener.serve(new Hono().get('/', (context) => context.text('here')));
    expect(await (await fetch(listener.url)).text()).toBe('here');
  });

  it('writes an address of IPv6 as one can be typed', async () => {
    listener = await openListener(0, '::1');
    listener.serve(new Hono().get('/', (context) => context.text('here')));
    expect(listener.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(listener.url)).status).toBe(200);
  });
});
