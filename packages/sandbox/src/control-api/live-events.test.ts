import { expect, test } from 'vitest';
import { createLiveEvents } from './live-events.ts';

async function read(stream: ReadableStream<Uint8Array>, chunks: number): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let count = 0; count < chunks; count += 1) {
    const { value } = await reader.read();
    text += decoder.decode(value);
  }
  reader.releaseLock();
  return text;
}

test('every open stream gets an event, in the format of server-sent events', async () => {
  const events = createLiveEvents();
  const streams = [events.open(), events.open()];
  events.publish({ name: 'message', data: () => ({ text: 'line\nbreak' }) });
  for (const stream of streams) {
    expect(await read(stream, 2)).toBe(
      ': open\n\nevent: message\ndata: {"text":"line\\nbreak"}\n\n',
    );
  }
});

test('a reader that disconnects is removed', async () => {
  const events = createLiveEvents();
  const stream = events.open();
  expect(events.count()).toBe(1);
  await stream.cancel();
  expect(events.count()).toBe(0);
});

test('a reader that falls behind is disconnected, and the others stay', async () => {
  const events = createLiveEvents();
  const slow = events.open();
  const quick = events.open().getReader();
  await quick.read();
  const data = 'x'.repeat(1024 * 1024);
  for (let sent = 0; sent < 6; sent += 1) {
    events.publish({ name: 'message', data: () => data });
    await quick.read();
  }
  expect(events.count()).toBe(1);
  let bytes = 0;
  for await (const chunk of slow) bytes += chunk.byteLength;
  expect(bytes).toBeLessThan(5 * 1024 * 1024);
});

test('closing ends all streams', async () => {
  const events = createLiveEvents();
  const stream = events.open();
  events.close();
  expect(await read(stream, 1)).toBe(': open\n\n');
  expect((await stream.getReader().read()).done).toBe(true);
});
