import { readFileSync } from 'node:fs';
import { createSmsClient } from 'aliyun-sms-client';
import { createSandbox } from 'aliyun-sms-sandbox';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rootCommand } from '../packages/cli/src/commands/root.ts';
import { operationsOf } from '../packages/sandbox/src/actions/index.ts';
import { createControlApp } from '../packages/sandbox/src/control-api/index.ts';
import { faultSchema } from '../packages/sandbox/src/control-api/schemas.ts';
import { KNOWN_KEYS } from '../packages/sender/src/settings/schema.ts';

/** What is added to the code must be on its page: a failing test lists what the page lacks. */

const read = (page: string): string => readFileSync(new URL(`../${page}`, import.meta.url), 'utf8');

/** The names that are not in any code of the pages, block or inline. */
function undocumented(names: Iterable<string>, ...pages: readonly string[]): readonly string[] {
  const code = pages.flatMap((page) => read(page).match(/```[^]*?```|`[^`]+`/g) ?? []).join('\n');
  return [...names].filter((name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(code));
}

const openApi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** `GET /messages` */
async function controlCalls(): Promise<readonly string[]> {
  const request = new Request('http://127.0.0.1/sandbox/v1/openapi.json');
  const answer = await createControlApp(createSandbox()).fetch(request);
  const { paths } = openApi.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.slice('/sandbox/v1'.length)}`,
    ),
  );
}

/** The first column of the table: `GET`, `PUT /faults`. */
function documentedCalls(page: string): readonly string[] {
  const cells = [...read(page).matchAll(/^\| (`[A-Z]+[`\s].*?) +\|/gm)].map(
    ([, cell = '']) => cell,
  );
  return cells
    .filter((cell) => !cell.includes('/sandbox/v1'))
    .flatMap((cell) => {
      const [path = ''] = /\/[\w/{}-]+/.exec(cell) ?? [];
      return (cell.match(/[A-Z]{3,}/g) ?? []).map((method) => `${method} ${path}`);
    });
}

describe.each(['.md', '.zh-CN.md'])('of the pages *%s', (language) => {
  test('connector and guard have every setting', () => {
    // A key of the official connector that has no effect.
    const keys = KNOWN_KEYS.filter((key) => key !== 'type');
    expect(undocumented(keys, `docs/connector${language}`, `docs/guard${language}`)).toEqual([]);
  });

  test('cli has every command', () => {
    const names = (rootCommand.commands ?? []).map(({ name }) => name);
    expect(undocumented(names, `docs/cli${language}`)).toEqual([]);
  });

  test('sandbox-aliyun has every operation', () => {
    const names = ['2017-05-25', '2018-05-01'].flatMap((version) => [
      ...(operationsOf(version)?.keys() ?? []),
    ]);
    expect(undocumented(names, `docs/sandbox-aliyun${language}`)).toEqual([]);
  });

  test('sandbox has every kind of fault', () => {
    const kinds = faultSchema.shape.effect.options.map(({ shape }) => shape.kind.value);
    expect(undocumented(kinds, `docs/sandbox${language}`)).toEqual([]);
  });

  test('sandbox has every call of the control API, and no other', async () => {
    const calls = await controlCalls();
    expect(documentedCalls(`docs/sandbox${language}`).toSorted()).toEqual(calls.toSorted());
  });
});

test('the README of the client has every method', () => {
  const client = createSmsClient({ credentials: { accessKeyId: 'a', accessKeySecret: 'b' } });
  expect(undocumented(Object.keys(client), 'packages/client/README.md')).toEqual([]);
});
