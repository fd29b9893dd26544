// Turns the figures of a run into the chart and the table of docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { NAMES } from './report-chinese.mjs';

const pages = {
  en: new URL('../docs/performance.md', import.meta.url),
  zh: new URL('../docs/performance.zh-CN.md', import.meta.url),
};
const [begin, end] = ['<!-- figures: begin -->', '<!-- figures: end -->'];

const ours = new Set(['client', 'connector']);
const names = {
  client: 'aliyun-sms-client',
  connector: 'connector-aliyun-sms',
  'official-sdk': 'official SDK 4.6.0',
  'official-connector': 'official connector 1.5.5',
  'pop-core': 'pop-core 1.8.0',
  floor: 'floor',
};

const parts = {
  client: 'Client',
  connector: 'Connector',
  sandbox: 'Sandbox',
  guard: 'Guard',
  gateway: 'Gateway',
  cli: 'Command line',
};

/** Writes the chart to results/, and updates the page in each language. */
export function publish(report, chartFile) {
  writeFileSync(new URL(chartFile, new URL('results/', import.meta.url)), drawCpu(report.results));
  for (const [language, page] of Object.entries(pages)) {
    const text = readFileSync(page, 'utf8');
    const [head, rest] = split(text, begin);
    const [, tail] = split(rest, end);
    const shown = figures(report, chartFile, language);
    writeFileSync(page, `${head}${begin}\n\n${shown}\n${end}${tail}`);
  }
}

function split(text, mark) {
  const at = text.indexOf(mark);
  if (at === -1) throw new Error(`A performance page lacks the mark ${mark}.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

const words = {
  en: {
    met: (count, all) => `${count} of ${all} targets met.`,
    chart: 'CPU per send, by sender',
    columns: ['part', 'what', 'measured', 'target', ''],
    nameOf: (name) => name,
  },
  zh: {
    met: (count, all) => `${all} 项目标中达到 ${count} 项。`,
    chart: '各方每次发送的 CPU',
    columns: ['部分', '内容', '实测', '目标', ''],
    nameOf: (name) => NAMES[name] ?? name,
  },
};

/** The generated part of a page. */
export function figures({ date, machine, results }, chartFile, language = 'en') {
  const rows = Object.entries(results).flatMap(([suite, { targets }]) =>
    targets.map((target) => [parts[suite], target.what, ...verdict(target)]),
  );
  const met = rows.filter((row) => row.at(-1) === 'met').length;
  const { chart, columns, nameOf, ...say } = words[language];
  return [
    `${date.slice(0, 10)}, ${machine}. ${say.met(met, rows.length)}`,
    '',
    `![${chart}](../bench/results/${chartFile})`,
    '',
    ...table(
      columns,
      rows.map((row) => row.map(nameOf)),
    ),
    '',
  ].join('\n');
}

function verdict({ measured, limit, met }) {
  return [number(measured), limit, met ? 'met' : '**missed**'];
}

/** With three significant digits: more would be noise. */
function number(value) {
  const rounded = Number(value.toPrecision(3));
  return rounded >= 1000 ? rounded.toLocaleString('en') : String(rounded);
}

/** As the formatter counts: a Chinese character has width 2. */
const widthOf = (cell) =>
  cell.length + (cell.match(/[\p{Script=Han}\u3000-\u303F\uFF00-\uFF60]/gu)?.length ?? 0);

/** Columns are padded like the formatter's. */
function table(head, rows) {
  const widths = head.map((cell, column) =>
    Math.max(3, widthOf(cell), ...rows.map((row) => widthOf(row[column]))),
  );
  const pad = (cell, column) => cell + ' '.repeat(widths[column] - widthOf(cell));
  const line = (cells) => `| ${cells.map(pad).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

function drawCpu({ client, connector }) {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const barsOf = (measured) =>
    ['alone', 'crowd'].flatMap((load) =>
      Object.entries(measured[load]).map(([sender, { cpuMicrosPerSend }]) => ({
        load: load === 'alone' ? 'one at a time' : '32 at a time',
        sender: names[sender],
        // Two contests at different times are comparable relative to the floor, which ran in both.
        floors: cpuMicrosPerSend.median / measured[load].floor.cpuMicrosPerSend.median,
        ours: ours.has(sender),
      })),
    );
  const bars = [...barsOf(client.figures), ...barsOf(connector.figures).filter(notFloor)];
  const svg = Plot.plot({
    document,
    width: 640,
    height: 380,
    marginLeft: 160,
    marginRight: 90,
    style: { background: 'white', color: '#222', fontFamily: 'sans-serif' },
    x: { label: 'CPU per send, × floor →', grid: true, nice: true },
    y: { label: null, domain: Object.values(names) },
    fy: { label: null, domain: ['one at a time', '32 at a time'] },
    color: { domain: [true, false], range: ['#2563eb', '#b8bec9'] },
    marks: [
      Plot.barX(bars, { x: 'floors', y: 'sender', fy: 'load', fill: 'ours' }),
      Plot.text(bars, {
        x: 'floors',
        y: 'sender',
        fy: 'load',
        text: ({ floors }) => floors.toFixed(1),
        textAnchor: 'start',
        dx: 4,
      }),
      Plot.ruleX([0]),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'CPU per send, by sender');
  return `${svg.outerHTML}\n`;
}

function notFloor({ sender }) {
  return sender !== names.floor;
}
