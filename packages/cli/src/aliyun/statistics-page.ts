import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Language } from '../language.ts';
import type { Day } from './daily-counts.ts';

const texts = {
  en: {
    title: 'SMS by day',
    series: ['Day', 'Delivered', 'Failed', 'Pending'],
    heads: ['Day', 'Segments', 'Delivered', 'Failed', 'Pending', 'Rate'],
  },
  zh: {
    title: '每日短信',
    series: ['日期', '成功', '失败', '待回执'],
    heads: ['日期', '计费条数', '成功', '失败', '待回执', '成功率'],
  },
} as const;

/** One page with chart and table that needs nothing else to open: script and style are in it. */
export async function statisticsPage(days: readonly Day[], language: Language): Promise<string> {
  const { title, series, heads } = texts[language];
  const folder = dirname(createRequire(import.meta.url).resolve('uplot'));
  const [script, style] = await Promise.all([
    readFile(join(folder, 'uPlot.iife.min.js'), 'utf8'),
    readFile(join(folder, 'uPlot.min.css'), 'utf8'),
  ]);
  const data = [
    days.map(({ date }) => Date.parse(date) / 1000),
    days.map(({ delivered }) => delivered),
    days.map(({ failed }) => failed),
    days.map(({ pending }) => pending),
  ];
  const rows = days.map((day) =>
    cells([day.date, day.total, day.delivered, day.failed, day.pending, day.rate], 'td'),
  );
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}${OWN_STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<div id="chart"></div>
<table><thead>${cells(heads, 'th')}</thead><tbody>${rows.join('')}</tbody></table>
<script>${script}</script>
<script>
const days = ${JSON.stringify(data)};
const names = ${JSON.stringify(series)};
${DRAW}
</script>
</body>
</html>
`;
}

const cells = (values: readonly (string | number)[], tag: 'td' | 'th'): string =>
  `<tr>${values.map((value) => `<${tag}>${value}</${tag}>`).join('')}</tr>`;

const OWN_STYLE = `
:root { color-scheme: light dark; }
body { max-width: 960px; margin: 40px auto; padding: 0 20px; font: 15px/1.5 system-ui, sans-serif;
  color: light-dark(#1b1c1e, #ececea); background: light-dark(#f6f6f3, #131415); }
h1 { font-size: 24px; font-weight: 650; letter-spacing: -0.01em; }
table { width: 100%; margin-top: 32px; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 8px 12px; text-align: right; border-bottom: 1px solid light-dark(#e6e5e0, #2d2f33); }
th { font-weight: 500; color: light-dark(#5f6268, #a3a6ac); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
`;

/** Runs in the reader's browser. */
const DRAW = `
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const line = dark ? '#a3a6ac' : '#5f6268';
const grid = { stroke: dark ? '#2d2f33' : '#e6e5e0', width: 1 };
const colours = dark ? ['#6cce95', '#f2938c', '#dbb768'] : ['#1b7545', '#b3261e', '#7a5a00'];
const box = document.getElementById('chart');
const chart = new uPlot({
  width: box.clientWidth,
  height: 320,
  series: [
    { label: names[0], value: (_, time) => time === null ? '' : new Date(time * 1000).toISOString().slice(0, 10) },
    ...colours.map((stroke, index) => ({ label: names[index + 1], stroke, width: 2, points: { size: 6 } })),
  ],
  axes: [{ stroke: line, grid }, { stroke: line, grid }],
}, days, box);
addEventListener('resize', () => chart.setSize({ width: box.clientWidth, height: 320 }));
`;
