import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordingSchema, replay } from './conformance/recording.ts';

const folder = new URL('../recorded/', import.meta.url);

/** The sandbox gives the same answers as were recorded from the live service. */
describe.each(readdirSync(folder))('%s', (file) => {
  const entries = recordingSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

  test.each(entries)('$what', async (entry) => {
    expect(await replay(entry)).toEqual([]);
  });
});
