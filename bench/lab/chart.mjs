import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const width = 860;

/** Messages paid to attackers, by scenario and guard, as an SVG file. */
export function drawLab(rows) {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const attacks = rows.filter((row) => row.attacks > 0);
  const variants = [...new Set(rows.map(({ variant }) => variant))];
  const plot = Plot.plot({
    document,
    width,
    height: 760,
    marginTop: 30,
    marginLeft: 150,
    marginRight: 60,
    style: { color: '#222', fontFamily: 'sans-serif', background: 'white' },
    x: { label: 'messages paid to attackers →', grid: true },
    y: { label: null, domain: variants },
    fy: { axis: null, padding: 0.35 },
    color: { domain: variants, range: ['#b91c1c', '#d97706', '#2563eb', '#15803d'] },
    marks: [
      Plot.barX(attacks, { x: 'paidToAttackers', y: 'variant', fy: 'scenario', fill: 'variant' }),
      Plot.text(attacks, {
        x: 'paidToAttackers',
        y: 'variant',
        fy: 'scenario',
        text: (row) => String(row.paidToAttackers),
        textAnchor: 'start',
        dx: 4,
      }),
      Plot.text(
        attacks.filter(({ variant }) => variant === variants[0]),
        { fy: 'scenario', text: 'scenario', frameAnchor: 'top-left', dy: -14, fontWeight: 'bold' },
      ),
    ],
  });
  plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${plot.outerHTML}\n`;
}
