import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { rootCommand } from './commands/root.ts';
import type { CommandSpec } from './command.ts';
import { PAGES, runPage } from './testing/documented-page.ts';

const root = new URL('../../../', import.meta.url);

interface Documented {
  readonly page: string;
  /** The section, on a page whose sections are alternatives. */
  readonly section: string;
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
    sectionsOf(page, text).flatMap((part) =>
      [...part.matchAll(/^ *npm run (?:--silent )?aliyun-sms -- (.+)$/gm)].map(([, line = '']) => ({
        page,
        section: part.split('\n', 1)[0] ?? '',
        line,
      })),
    ),
  );
}

const sectionsOf = (page: string, text: string): readonly string[] =>
  PAGES[page]?.alternatives ? text.split(/^## /m) : [text];

/** Splits a line as a shell does; the pages need only blanks and single quotes. */
const words = (line: string): readonly string[] =>
  [...line.replace(/\s+#.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );

/** The command that a line runs, and the words after its name. */
function commandOf(line: readonly string[]) {
  let spec = rootCommand;
  let depth = 0;
  for (const word of line) {
    const child = spec.commands?.find(({ name }) => name === word);
    if (!child) break;
    spec = child;
    depth += 1;
  }
  return { spec, rest: line.slice(depth) };
}

/** Commands that run until they are stopped, with the tests that start and stop them. */
const STAYS_UP: Readonly<Record<string, string>> = {
  serve: 'commands/serve/serve.test.ts',
  sandbox: 'commands/demo/demo.test.ts',
};

const all = await documented();
const isRun = ({ line }: Documented) => !((words(line)[0] ?? '') in STAYS_UP);
const pages = [...new Set(all.filter(isRun).map(({ page }) => page))];
const ways = [
  ...new Map(
    all
      .filter(isRun)
      .map(({ page, section }) => [`${page}${section}`, [page, section] as const] as const),
  ).values(),
];
const LONG = { timeout: 60_000 };

const optionsOf = ({ options = [] }: CommandSpec) =>
  options.flatMap(({ flags }) => flags.match(/--?[a-z-]+/g) ?? []);

describe('the commands in the documents', () => {
  it('stand on exactly the pages that are set up here', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(Object.keys(PAGES).toSorted()).toEqual(pages.toSorted());
  });

  it.each(all)('$page: $line uses a command and flags that exist', ({ line }) => {
    const { spec, rest } = commandOf(words(line));
    const used = rest.filter((word) => /^--?[a-z]/.test(word));
    expect(used.filter((flag) => ![...optionsOf(spec), '--help'].includes(flag))).toEqual([]);
    expect(spec.load ?? used.includes('--help')).toBeTruthy();
  });

  it.each(ways)(
    'succeed one after the other, in the order of %s: %s',
    LONG,
    async (page, section) => {
      const lines = all
        .filter((each) => each.page === page && each.section === section && isRun(each))
        .map(({ line }) => line);
      const { runs, calls } = await runPage(
        page,
        lines.map((line) => words(line)),
        (line) => optionsOf(commandOf(line).spec),
      );
      expect(runs.filter(({ exitCode, stderr }) => exitCode !== 0 || stderr !== '')).toEqual([]);
      expect(runs).toHaveLength(lines.length);
      // The policy that the section begins with grants every call that follows.
      const granted = runs[0]?.line.startsWith('policy') ? runs[0].stdout : undefined;
      const denied = [...calls].filter((action) => granted?.includes(`:${action}"`) === false);
      expect(denied).toEqual([]);
    },
  );
});
