import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lexer, walkTokens, type Token } from 'marked';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const tracked = execFileSync('git', ['ls-files', '-z', '*.md'], { cwd: root, encoding: 'utf8' });
const pages = tracked.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));

const tokensOf = new Map<string, readonly Token[]>();

function tokens(page: string): readonly Token[] {
  let known = tokensOf.get(page);
  if (known === undefined) {
    const all: Token[] = [];
    void walkTokens(lexer(readFileSync(join(root, page), 'utf8')), (token) => {
      all.push(token);
    });
    known = all;
    tokensOf.set(page, known);
  }
  return known;
}

/** A page's anchors as GitHub builds them: letters and digits of any language, `-` for a space. */
function anchors(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const names = new Set<string>();
  for (const token of tokens(page)) {
    if (token.type !== 'heading') continue;
    const plain = String(token['text'])
      .replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase();
    const name = plain.replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    names.add(times === 0 ? name : `${name}-${times}`);
  }
  return names;
}

function localLinks(page: string): readonly string[] {
  return tokens(page)
    .flatMap((token) => (token.type === 'link' || token.type === 'image' ? [token.href] : []))
    .filter((href) => !/^[a-z][a-z+.-]*:|^\/\//i.test(href));
}

describe('every link to a file of the repository', () => {
  test.each(pages)('in %s has a target', (page) => {
    const broken = localLinks(page).filter((href) => {
      const [path = '', anchor] = href.split('#').map(decodeURIComponent);
      const target = path === '' ? page : relative(root, join(root, dirname(page), path));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchors(target).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

const chineseOf = (page: string): string => page.replace(/(?:\.zh-CN)?\.md$/, '.zh-CN.md');
const englishOf = (page: string): string => page.replace('.zh-CN.md', '.md');
const isChinese = (page: string): boolean => page.endsWith('.zh-CN.md');

/** The page that a reader of one language should get. Some pages are in one language or in both. */
function inLanguage(page: string, chinese: boolean): string {
  if (!chinese) return englishOf(page);
  return pages.includes(chineseOf(page)) ? chineseOf(page) : page;
}

function linkedPages(page: string): readonly string[] {
  return localLinks(page)
    .map((href) => decodeURIComponent(href.replace(/#.*/, '')))
    .filter((path) => path.endsWith('.md'))
    .map((path) => relative(root, join(root, dirname(page), path)));
}

describe('a link stays in the language of the page', () => {
  test.each(pages)('in %s', (page) => {
    const translation = isChinese(page) ? englishOf(page) : chineseOf(page);
    const strays = linkedPages(page)
      .filter((target) => target !== translation)
      .filter((target) => target !== inLanguage(target, isChinese(page)));
    expect(strays).toEqual([]);
  });
});

test.each(['README.md', 'README.zh-CN.md'])(
  'every page in the language of %s is at most two clicks away',
  (start) => {
    const first = linkedPages(start);
    const reached = new Set([start, ...first, ...first.flatMap(linkedPages)]);
    const own = pages.filter((page) => page === inLanguage(page, isChinese(start)));
    expect(own.filter((page) => !reached.has(page) && !page.startsWith('.github/'))).toEqual([]);
  },
);

/** What both languages of a page must have in common. */
function shape(page: string) {
  const all = tokens(page);
  const shells = new Set(['sh', 'bash', 'shell', 'console', 'powershell']);
  return {
    headings: all.flatMap((token) => (token.type === 'heading' ? [token['depth']] : [])),
    tables: all.flatMap((token) =>
      token.type === 'table' ? [`${token['header'].length} × ${token['rows'].length}`] : [],
    ),
    commands: all.flatMap((token) =>
      token.type === 'code' && shells.has(token['lang'] ?? '') ? commandsOf(token.text) : [],
    ),
    programs: all.flatMap((token) =>
      token.type === 'code' && token['lang'] === 'js' ? [withoutComments(token.text)] : [],
    ),
    images: all.filter((token) => token.type === 'image').length,
  };
}

/** Comments are translated, commands are not. */
function commandsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(?:^|\s+)#.*$/, '').trim())
    .filter((line) => line !== '');
}

function withoutComments(program: string): string {
  return program.replaceAll(/^\s*\/\/.*\n/gm, '');
}

const pairs = pages.filter(isChinese).map((chinese) => ({ chinese, english: englishOf(chinese) }));

describe('in both languages', () => {
  test('there is a README', () => {
    expect(pairs.map(({ chinese }) => chinese)).toContain('README.zh-CN.md');
  });

  test.each(pairs)('$english and $chinese have the same parts', ({ english, chinese }) => {
    expect(shape(chinese)).toEqual(shape(english));
  });
});

test.each(pages)('all bold text in %s is rendered as bold', (page) => {
  // After Chinese punctuation, `**` needs a space to end bold text.
  const asterisks = tokens(page)
    .filter((token) => token.type === 'text' && token['tokens'] === undefined)
    .filter((token) => token.raw.includes('**'));
  expect(asterisks.map((token) => token.raw)).toEqual([]);
});

const testFiles = execFileSync('git', ['ls-files', '-z', '*.test.ts'], {
  cwd: root,
  encoding: 'utf8',
}).split('\0');

test.each(['docs/security.md', 'docs/security.zh-CN.md'])(
  'each test that %s names exists, and is unique',
  (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const named = [...text.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(60);
    const others = named.filter(
      (name) => testFiles.filter((file) => `/${file}`.endsWith(`/${name}`)).length !== 1,
    );
    expect(others).toEqual([]);
  },
);
