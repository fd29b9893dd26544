import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { seedSchema, type SandboxSeed } from './seed.ts';

/**
 * Reads a start state from a JSON file. Throws an `Error` whose message names the file and each
 * mistake in it, one per line.
 */
export function readSeedFile(path: string): SandboxSeed {
  const parsed = seedSchema.safeParse(readJson(path));
  if (!parsed.success) {
    throw new Error(`${path} is not a valid start state:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const isSyntax = cause instanceof SyntaxError;
    throw new Error(`${path} ${isSyntax ? 'is not valid JSON' : 'cannot be read'}.`, { cause });
  }
}
