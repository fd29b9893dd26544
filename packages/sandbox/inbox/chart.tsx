import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { displayCount, displayTick } from './display.ts';
import { locale, words } from './language.ts';
import { theme } from './theme.ts';

interface Series {
  readonly name: string;
  /** Name of the CSS variable. */
  readonly color: string;
  /** `null`: no value at this time. */
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  readonly kind: 'bars' | 'lines';
  readonly label: string;
  /** Formats a value. Default: as a count. */
  readonly display?: (value: number) => string;
  /** Possible distances between grid lines. Default: whole numbers. */
  readonly steps?: readonly number[];
  /** Seconds since 1970, one per value. */
  readonly times: readonly number[];
  /** Seconds between two times. */
  readonly step: number;
  /** Bars are stacked, the first at the bottom. */
  readonly series: readonly Series[];
}

const height = 240;

/** A chart over time, drawn with uPlot. */
export function Chart(props: ChartProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const shape = `${props.kind} ${props.step} ${theme.value} ${locale()}`;
  useEffect(() => {
    if (!box.current) return undefined;
    const element = box.current;
    const plot = new uPlot(options(props, element), data(props), element);
    chart.current = plot;
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [shape]);
  useEffect(() => chart.current?.setData(data(props)), [props.times, props.series]);
  return <div class="chart" ref={box} role="img" aria-label={props.label} />;
}

function data({ kind, times, series }: ChartProps): uPlot.AlignedData {
  const valuesOfSeries = series.map(({ values }) => [...values]);
  const drawn =
    kind === 'lines' ? valuesOfSeries : stack(valuesOfSeries).map(withoutZeros).toReversed();
  return [[...times], ...drawn];
}

/** A bar of height 0 would be drawn as a line. */
function withoutZeros(values: readonly number[]): (number | null)[] {
  return values.map((value) => (value === 0 ? null : value));
}

/** Adds up the series. The highest is drawn first, the others over it. */
function stack(valuesOfSeries: (number | null)[][]): number[][] {
  let below: number[] = [];
  return valuesOfSeries.map((values) => {
    below = values.map((value, index) => (value ?? 0) + (below[index] ?? 0));
    return below;
  });
}

function options(props: ChartProps, element: HTMLElement): uPlot.Options {
  const { kind, series, step, steps = countSteps, display = displayCount } = props;
  const style = getComputedStyle(element);
  const color = (name: string) => resolveColor(element, name);
  const axis = {
    stroke: color('--muted'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
    font: `12px ${style.fontFamily}`,
  };
  const timeAt = (seconds: number) => displayTick(new Date(seconds * 1000), step * 1000);
  const drawn = kind === 'bars' ? series.toReversed() : series;
  return {
    width: element.clientWidth,
    height,
    cursor: { drag: { setScale: false } },
    scales: {
      // Explicit: for a single point uPlot's own range spans a thousand days.
      x: { range: ({ data: [times] }) => [(times[0] ?? 0) - step, (times.at(-1) ?? 0) + step] },
      y: { range: (_, __, most) => [0, Math.max(1, (most || 0) * 1.1)] },
    },
    axes: [
      { ...axis, grid: { show: false }, values: (_, ticks) => withoutRepeats(ticks.map(timeAt)) },
      {
        ...axis,
        size: 64,
        incrs: [...steps],
        values: (_, ticks) => ticks.map((tick) => (tick === 0 ? '0' : display(tick))),
      },
    ],
    series: [
      { label: words.value.requests.time, value: (_, time) => (time ? timeAt(time) : '') },
      ...drawn.map(({ name, color: variable, values }) => ({
        label: name,
        // The series' own value, not the height of the stack that is drawn.
        value: (_: uPlot, __: number, ___: number, index: number | null) =>
          index === null ? '' : displayed(values[index], display),
        stroke: color(variable),
        ...(kind === 'bars' ? bars(color(variable)) : { width: 2, points }),
      })),
    ],
  };
}

/** Ticks can be finer than their labels, for example noon between two days. */
function withoutRepeats(labels: readonly string[]): string[] {
  return labels.map((label, index) => (label === labels[index - 1] ? '' : label));
}

/** If there is no room for all points, draws only those without a line to a neighbour. */
const points: uPlot.Series.Points = {
  size: 6,
  filter: (plot, index, isShown) => (isShown ? null : isolated([...(plot.data[index] ?? [])])),
};

function isolated(values: readonly (number | null | undefined)[]): number[] {
  const has = (index: number) => typeof values[index] === 'number';
  return [...values.keys()].filter((at) => has(at) && !has(at - 1) && !has(at + 1));
}

function bars(fill: string) {
  const paths = uPlot.paths.bars?.({ size: [0.8, 28] });
  return { fill, points: { show: false }, ...(paths && { paths }) };
}

function displayed(value: number | null | undefined, display: (value: number) => string): string {
  return value === null || value === undefined ? '–' : display(value);
}

const countSteps = [1, 10, 100, 1000, 10_000, 100_000].flatMap((ten) => [ten, 2 * ten, 5 * ten]);

/** A canvas does not support `light-dark()`, so an element resolves the colour. */
function resolveColor(element: HTMLElement, name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
