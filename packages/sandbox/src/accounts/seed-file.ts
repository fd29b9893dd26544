import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { seedSchema, type SandboxSeed } from './seed.ts';

/**
 * Reads a start state from a JSON file. Throws an `Error` whose message names the file and, a line
 * each, what is wrong with it.
 */
export function readSeedFile(path: string): SandboxSeed {
  const parsed = seedSchema.safeParse(readJson(path));
  if (!parsed.success) {
    throw new Error(`${path} is no start state:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const isSyntax = cause instanceof SyntaxError;
    throw new Error(`${path} ${isSyntax ? 'is no JSON' : 'cannot be read'}.`, { cause });
  }
}
