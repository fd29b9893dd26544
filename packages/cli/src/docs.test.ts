import { readFile, readdir } from 'node:fs/promises';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from './catalogue/index.ts';
import { runCommand } from './testing/terminal.ts';

const root = new URL('../../../', import.meta.url);
const ENDPOINT = 'http://127.0.0.1:4086';

interface Documented {
  readonly page: string;
  readonly line: string;
}

/** Every command line in a shell block of the pages. */
async function documented(): Promise<readonly Documented[]> {
  const names = (await readdir(new URL('docs/', root))).map((name) => `docs/${name}`);
  const pages = [...names, 'README.md', 'README.zh-CN.md', 'examples/logto/README.md'].filter(
    (name) => name.endsWith('.md'),
  );
  const texts = await Promise.all(
    pages.map(async (page) => ({ page, text: await readFile(new URL(page, root), 'utf8') })),
  );
  return texts.flatMap(({ page, text }) =>
    [...text.matchAll(/^ *npm run (?:--silent )?aliyun-sms -- (.+)$/gm)].map(([, line = '']) => ({
      page,
      line,
    })),
  );
}

/** As a shell splits it, as far as the pages go: blanks and single quotes. */
const words = (line: string): readonly string[] =>
  [...line.replace(/\s+#.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );

/** The command that a line calls, and the words after its name. */
function commandOf(line: readonly string[]) {
  let spec = catalogue;
  let depth = 0;
  for (const word of line) {
    const child = spec.commands?.find(({ name }) => name === word);
    if (!child) break;
    spec = child;
    depth += 1;
  }
  return { spec, rest: line.slice(depth) };
}

const all = await documented();

describe('the commands in the documents', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });

  afterAll(async () => {
    await sandbox.close();
  });

  it('are there to be tested', () => {
    expect(all.length).toBeGreaterThan(20);
  });

  it.each(all)('$page: $line names a command and its flags', ({ line }) => {
    const { spec, rest } = commandOf(words(line));
    const known = (spec.options ?? []).flatMap(({ flags }) => flags.match(/--?[a-z-]+/g) ?? []);
    const used = rest.filter((word) => /^--?[a-z]/.test(word));
    expect(used.filter((flag) => ![...known, '--help'].includes(flag))).toEqual([]);
    expect(spec.load ?? used.includes('--help')).toBeTruthy();
  });

  it.each(all.filter(({ line }) => line.includes(`--endpoint ${ENDPOINT}`)))(
    '$page: $line works against the sandbox',
    async ({ line }) => {
      const here = words(line).map((word) => (word === ENDPOINT ? sandbox.url : word));
      const { exitCode, stderr } = await runCommand(here);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    },
  );
});
