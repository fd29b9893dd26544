import { readFileSync } from 'node:fs';
import { recommendedGuard } from 'aliyun-sms-sender';
import stringWidth from 'fast-string-width';
import { expect, it } from 'vitest';
import { formItems } from './form-items.ts';
import { metadata } from './metadata.ts';

/**
 * Console shows the README next to the form, in columns that grow with unbreakable text. Up to 52
 * characters leave "Send" and "Save and Done" visible in a window of 1,280 px; the official connector's
 * README stays within that, too.
 */
const WIDEST = 52;

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const parts = readme.split(/^```.*$/m);
const fenced = parts.filter((_, index) => index % 2 === 1);
const prose = parts
  .filter((_, index) => index % 2 === 0)
  .join('\n')
  .replaceAll(/^\|[-| ]+\|$/gm, '');
const shape = (text: string) => text.match(/^(?:#+ |\||```|\d+\. |- )/gm);
const codes = (text: string) => text.match(/`is[vp]\.\w+`|"seconds": \d+/g);

const namedUnder = (heading: string) =>
  [
    ...(readme.split(`\n${heading}\n`)[1] ?? '').split('\n## ')[0]!.matchAll(/^- \*\*(.+?)\*\*/gm),
  ].map(([, name = '']) => name);

/** Where a browser can break a line. */
const BREAKS = /[\s\p{Script=Han}，。：；、（）【】“”]+/u;

/** A Chinese character is two columns wide. */
const tooWide = (lines: readonly string[]) => lines.filter((line) => stringWidth(line) > WIDEST);

it('no fenced line of the README pushes the form out of the window', () => {
  expect(fenced.length).toBeGreaterThan(8);
  expect(tooWide(fenced.flatMap((block) => block.split('\n')))).toEqual([]);
});

it('nothing else in the README does: lines break between words and Chinese characters', () => {
  const visible = prose.replaceAll(/\]\([^)]*\)/g, ']');
  expect(tooWide(visible.split(BREAKS))).toEqual([]);
});

it('no choice in the form does: each is shown on one line', () => {
  const titles = formItems.flatMap((item) =>
    'selectItems' in item
      ? item.selectItems.map((choice) => ('title' in choice ? choice.title : choice.value))
      : [],
  );
  expect(titles.length).toBeGreaterThan(8);
  expect(tooWide(titles)).toEqual([]);
});

it('the card in Console’s list of connectors shows the description whole: it cuts after four lines', () => {
  const descriptions = Object.values(metadata.description);
  expect(descriptions.filter((text) => stringWidth(text) > 88)).toEqual([]);
});

it('the README has the same structure in English and Chinese', () => {
  const [english = '', chinese = ''] = readme.split(/^---$/m);
  expect(shape(chinese)).toEqual(shape(english));
  expect(codes(chinese)).toEqual(codes(english));
});

it('the README shows the recommended guard without a feed, ready to copy', () => {
  const guards = fenced.filter((block) => block.includes('"perNumber"'));
  const recommended = recommendedGuard({ peopleADay: 5000, countries: ['CN'], feed: false });
  expect(guards.map((block) => JSON.parse(block))).toEqual([recommended, recommended]);
});

it('the recommended guard admits the Resend that Logto offers after 59 seconds', () => {
  const least = [...readme.matchAll(/"limit": 1, "seconds": (\d+)/g)].map(([, seconds]) =>
    Number(seconds),
  );
  expect(least).toEqual([50, 50]);
});

it('names settings and choices as the form does', () => {
  const labels = formItems.map(({ label }) => label).join('\n');
  const titles = formItems.flatMap((item) =>
    'selectItems' in item ? item.selectItems.map((choice) => JSON.stringify(choice)) : [],
  );
  const settings = [...namedUnder('## More settings'), ...namedUnder('## 更多设置')];
  expect(settings).toHaveLength(14);
  expect(settings.filter((name) => !labels.includes(name))).toEqual([]);
  const choices = [...readme.matchAll(/(?:choose "|选择“)(.+?)["”]/g)].map(
    ([, title = '']) => title,
  );
  expect(choices).toHaveLength(3);
  expect(choices.filter((choice) => !titles.some((title) => title.includes(choice)))).toEqual([]);
});
