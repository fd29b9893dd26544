import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/**
 * A curve as an SVG file. The vertical axis begins at 0: a cost that stays must look as if it stayed.
 *
 * @param {{ title: string, x: { field: string, label: string }, y: { field: string, label: string },
 *   points: readonly Record<string, number>[] }} curve
 */
export function drawCurve({ title, x, y, points }) {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const channels = { x: x.field, y: y.field };
  const svg = Plot.plot({
    document,
    width: 640,
    height: 320,
    marginLeft: 56,
    marginBottom: 40,
    style: { background: 'white', color: '#222', fontFamily: 'sans-serif' },
    x: {
      type: 'log',
      label: x.label,
      ticks: points.map((point) => point[x.field]),
      tickFormat: 'd',
    },
    y: { zero: true, label: y.label, grid: true, nice: true },
    marks: [
      Plot.ruleY([0]),
      Plot.line(points, { ...channels, stroke: '#2563eb', strokeWidth: 2 }),
      Plot.dot(points, { ...channels, fill: '#2563eb', r: 3.5 }),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('aria-label', title);
  return `${svg.outerHTML}\n`;
}
