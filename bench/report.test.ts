import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NAMES } from './report-chinese.mjs';
import { figures } from './report.mjs';

const results = new URL('results/', import.meta.url);
const pages = { en: 'performance.md', zh: 'performance.zh-CN.md' };
const runs = readdirSync(results).filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name));
const newest = runs.toSorted().at(-1) ?? '';

test.each(Object.entries(pages))(
  'the page in %s shows the newest run, including missed targets',
  (language, name) => {
    const page = readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
    const report = JSON.parse(readFileSync(new URL(newest, results), 'utf8'));
    const chart = newest.replace('.json', '.svg');
    expect(page).toContain(figures(report, chart, language));
    expect(existsSync(new URL(chart, results))).toBe(true);
  },
);

test('every label of the newest run has a Chinese name', () => {
  const { results: suites } = JSON.parse(readFileSync(new URL(newest, results), 'utf8'));
  const labels = Object.values<{ targets: readonly { what: string }[] }>(suites).flatMap(
    ({ targets }) => targets.map(({ what }) => what),
  );
  expect(labels.filter((label) => !(label in NAMES))).toEqual([]);
});

test('only the newest run is kept', () => {
  expect(runs).toEqual([newest]);
});

test('a missed target is marked as missed', () => {
  const targets = [
    { what: 'one thing', measured: 2.3456, limit: '≤ 1.4', met: false },
    { what: 'another', measured: 12_345.6, limit: '≥ 5000', met: true },
  ];
  const report = {
    date: '2026-01-02T03:04:05Z',
    machine: 'a machine',
    results: { guard: { targets } },
  };
  expect(figures(report, 'chart.svg')).toMatchInlineSnapshot(`
    "2026-01-02, a machine. 1 of 2 targets met.

    ![CPU per send, by sender](../bench/results/chart.svg)

    | part  | what      | measured | target |            |
    | ----- | --------- | -------- | ------ | ---------- |
    | Guard | one thing | 2.35     | ≤ 1.4  | **missed** |
    | Guard | another   | 12,300   | ≥ 5000 | met        |
    "
  `);
});
