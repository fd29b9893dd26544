import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const width = 640;
const height = 200;
const ink = { color: '#222', fontFamily: 'sans-serif' };

/**
 * A curve as an SVG file with one panel per figure. Vertical axes start at 0, so that a constant cost
 * looks constant.
 *
 * @param {{ title: string, x: { field: string, label: string },
 *   panels: readonly { field: string, label: string }[],
 *   points: readonly Record<string, number>[] }} curve
 */
export function drawCurve({ title, x, panels, points }) {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height: height * panels.length,
    viewBox: `0 0 ${width} ${height * panels.length}`,
    role: 'img',
    'aria-label': title,
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.innerHTML = '<rect width="100%" height="100%" fill="white"/>';
  for (const [row, panel] of panels.entries()) {
    const plot = drawPanel(document, x, panel, points);
    plot.setAttribute('y', row * height);
    svg.append(plot);
  }
  return `${svg.outerHTML}\n`;
}

function drawPanel(document, x, y, points) {
  const channels = { x: x.field, y: y.field };
  return Plot.plot({
    document,
    width,
    height,
    marginTop: 28,
    marginLeft: 56,
    marginRight: 40,
    marginBottom: 40,
    style: ink,
    x: {
      type: 'log',
      label: x.label,
      ticks: points.map((point) => point[x.field]),
      tickFormat: ',d',
    },
    y: { zero: true, label: y.label, grid: true, nice: true },
    marks: [
      Plot.ruleY([0]),
      Plot.line(points, { ...channels, stroke: '#2563eb', strokeWidth: 2 }),
      Plot.dot(points, { ...channels, fill: '#2563eb', r: 3.5 }),
    ],
  });
}
