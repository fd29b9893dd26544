import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { replay, stageOf } from './testing/dockerfile-replay.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** What this project requires of an image besides a valid file. */
function objections(text: string): readonly unknown[] {
  const file = DockerfileParser.parse(text);
  const stages = file.getFROMs();
  const all = file.getInstructions();
  const last = all.slice(all.findLastIndex((one) => one.getKeyword() === 'FROM'));
  const contents = (instructions: typeof all, ...keywords: string[]) =>
    instructions
      .filter((one) => keywords.includes(one.getKeyword()))
      .map((one) => one.getArgumentsContent() ?? '');
  const names = stages.map((from) => from.getBuildStage());
  const bases = stages.filter((from) => !names.includes(from.getImage()));
  const rules: readonly (readonly [isBroken: boolean, objection: string])[] = [
    [stages.length < 2, 'one stage'],
    [/^(?:root|0)?(?::|$)/.test(contents(last, 'USER').at(-1) ?? ''), 'runs as root'],
    [contents(last, 'HEALTHCHECK').length !== 1, 'no health check'],
    [contents(last, 'RUN').length > 0, 'RUN in the last stage'],
    [contents(all, 'ADD').length > 0, 'uses ADD'],
    [bases.some((from) => !/\d/.test(from.getImageTag() ?? '')), 'a base without version'],
    [
      contents(all, 'ENV', 'ARG').some((one) => /secret|password|token|_key/i.test(one)),
      'a secret',
    ],
  ];
  const broken = rules.filter(([isBroken]) => isBroken).map(([, objection]) => objection);
  return [...validate(text).map(({ message }) => message), ...broken];
}

const dockerfile = read('Dockerfile');

test('the image is built in stages from pinned bases, and does not run as root', () => {
  expect(objections(dockerfile)).toEqual([]);
});

test.each([
  [/^USER node$/m, '', 'runs as root'],
  [/^USER node$/m, 'USER root:root', 'runs as root'],
  [/^FROM node:22-alpine$/m, 'FROM node', 'a base without version'],
  [/^FROM node:22-alpine$/m, 'FROM node:latest', 'a base without version'],
  [/^EXPOSE 4086 4089$/m, 'EXPOSE port', expect.stringContaining('port')],
  [/^EXPOSE 4086 4089$/m, 'RUN npm install', 'RUN in the last stage'],
  [/^ENV NODE_ENV=production$/m, 'ENV API_TOKEN=x', 'a secret'],
  [/^COPY packages\/client packages\/client$/m, 'ADD packages/client packages/client', 'uses ADD'],
  [/^WORKDIR \/app$/m, 'WORKDIRS /app', expect.stringContaining('WORKDIRS')],
  [/^HEALTHCHECK[^]*?\\\n.*$/m, '', 'no health check'],
])('%s replaced by “%s” would be noticed', (from, to, objection) => {
  const spoilt = dockerfile.replace(from, to);
  expect(spoilt).not.toBe(dockerfile);
  expect(objections(spoilt)).toContainEqual(objection);
});

test('what the build copies exists, and is not ignored', () => {
  const admitted = read('.dockerignore')
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  const sources = DockerfileParser.parse(dockerfile)
    .getCOPYs()
    .filter((copy) => stageOf(copy) === undefined)
    .flatMap((copy) => copy.getArguments().slice(0, -1))
    .map((argument) => argument.getValue());
  expect(sources.length).toBeGreaterThan(5);
  expect(sources.filter((source) => !existsSync(new URL(source, root)))).toEqual([]);
  expect(
    sources.filter((source) => !admitted.some((path) => `${source}/`.startsWith(`${path}/`))),
  ).toEqual([]);
});

const scratch = mkdtempSync(join(tmpdir(), 'dockerfile-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The JSON list in the last instruction with this keyword. */
function wordsOf(keyword: string): string[] {
  const instruction = DockerfileParser.parse(dockerfile)
    .getInstructions()
    .findLast((one) => one.getKeyword() === keyword);
  const list = /\[.*\]$/.exec(instruction?.getArgumentsContent() ?? '')?.[0] ?? '';
  return z.array(z.string()).parse(JSON.parse(list));
}

function isHealthy(port: string): boolean {
  const [program = '', ...args] = wordsOf('HEALTHCHECK').map((word) =>
    word.replace(':4086/', `:${port}/`),
  );
  return spawnSync(program, args).status === 0;
}

test('its steps, replayed, produce a sandbox that starts, is healthy, keeps messages and stops', async () => {
  const image = replay(dockerfile, scratch);
  const kept = join(image, 'data/messages.ndjson');
  const [program = '', ...entry] = wordsOf('ENTRYPOINT');
  const given = [
    'sandbox',
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--persist',
    kept,
    '--lang',
    'en',
  ];
  const container = spawn(program, [...entry, ...given], { cwd: join(image, 'app') });
  const ended = once(container, 'exit');
  try {
    let printed = '';
    container.stdout.setEncoding('utf8');
    // Read to the end: the program exits once nobody reads its output.
    container.stdout.on('data', (chunk: string) => (printed += chunk));
    await vi.waitUntil(() => printed.includes('Ctrl-C'), 30_000);
    const port = /127\.0\.0\.1:(\d+)/.exec(printed)?.[1] ?? '';
    expect(isHealthy(port)).toBe(true);
    expect((await fetch(`http://127.0.0.1:${port}/inbox/`)).status).toBe(200);
    expect(existsSync(kept)).toBe(true);
    container.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(isHealthy(port)).toBe(false);
  } finally {
    container.kill('SIGKILL');
  }
}, 90_000);
