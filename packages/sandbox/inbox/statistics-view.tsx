import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Statistics } from '../src/control-api/statistics.ts';
import { Chart } from './chart.tsx';
import {
  displayCount,
  displayDuration,
  displayShare,
  displayTime,
  durationSteps,
} from './display.ts';
import { Icon } from './icons.tsx';
import { words } from './language.ts';
import { refusedCount } from './requests-state.ts';
import { latest, watchStatistics } from './statistics-state.ts';

export function StatisticsView(): JSX.Element {
  useEffect(() => watchStatistics(), []);
  const t = words.value.statistics;
  const known = latest.value;
  return (
    <main class="page statistics-view" tabIndex={-1}>
      <h2 class="visually-hidden">{words.value.tabs.statistics}</h2>
      {known && known.buckets.length > 0 ? (
        <Charts statistics={known} />
      ) : (
        <div class="empty">
          <Icon name="chart" size={36} />
          <p>{t.none}</p>
        </div>
      )}
    </main>
  );
}

function Charts({ statistics }: { statistics: Statistics }): JSX.Element {
  const { buckets } = statistics;
  return (
    <>
      <Tiles buckets={buckets} />
      <CountChart statistics={statistics} />
      <LatencyChart statistics={statistics} />
      <Table buckets={buckets} />
    </>
  );
}

function CountChart({ statistics: { buckets, stepMs } }: { statistics: Statistics }): JSX.Element {
  const { statistics: t, status } = words.value;
  return (
    <figure class="card">
      <figcaption>
        <h3>{t.messages}</h3>
        <p>{t.per(displayDuration(stepMs))}</p>
      </figcaption>
      <Chart
        kind="bars"
        label={t.messages}
        times={buckets.map(startOf)}
        step={stepMs / 1000}
        series={[
          {
            name: status.delivered,
            color: '--chart-good',
            values: buckets.map((b) => b.delivered),
          },
          { name: status.failed, color: '--chart-bad', values: buckets.map((b) => b.failed) },
          {
            name: status.submitted,
            color: '--chart-wait',
            values: buckets.map((b) => b.submitted),
          },
        ]}
      />
    </figure>
  );
}

function LatencyChart({ statistics: { buckets, stepMs } }: { statistics: Statistics }) {
  const t = words.value.statistics;
  return (
    <figure class="card">
      <figcaption>
        <h3>{t.latency}</h3>
        <p>{t.latencyNote}</p>
      </figcaption>
      <Chart
        kind="lines"
        label={t.latency}
        display={displayDuration}
        steps={durationSteps}
        times={buckets.map(startOf)}
        step={stepMs / 1000}
        series={[
          { name: t.median, color: '--accent', values: buckets.map(latency('p50')) },
          { name: t.p95, color: '--chart-wait', values: buckets.map(latency('p95')) },
        ]}
      />
    </figure>
  );
}

type Bucket = Statistics['buckets'][number];

function startOf({ at }: Bucket): number {
  return Date.parse(at) / 1000;
}

function latency(which: 'p50' | 'p95') {
  return ({ latencyMs }: Bucket) => latencyMs?.[which] ?? null;
}

function Tiles({ buckets }: Pick<Statistics, 'buckets'>): JSX.Element {
  const t = words.value;
  const sum = (of: 'submitted' | 'delivered' | 'failed') =>
    buckets.reduce((all, bucket) => all + bucket[of], 0);
  const delivered = sum('delivered');
  const failed = sum('failed');
  const all = sum('submitted') + delivered + failed;
  const reported = delivered + failed;
  const share = reported === 0 ? '–' : displayShare(delivered / reported);
  const tiles: readonly (readonly [string, string])[] = [
    [t.statistics.accepted, displayCount(all)],
    [t.status.delivered, displayCount(delivered)],
    [t.status.failed, displayCount(failed)],
    [t.statistics.refused, displayCount(refusedCount.value)],
    [t.statistics.successRate, share],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, value]) => (
        <div key={name} class="card">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same figures for people who cannot see a chart. Empty buckets are left out. */
function Table({ buckets }: Pick<Statistics, 'buckets'>): JSX.Element {
  const t = words.value;
  const [open, setOpen] = useState(false);
  const headings = [
    t.requests.time,
    t.status.submitted,
    t.status.delivered,
    t.status.failed,
    t.statistics.median,
    t.statistics.p95,
  ];
  const rows = buckets.filter((b) => b.submitted + b.delivered + b.failed > 0);
  return (
    <details class="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.statistics.asTable}</summary>
      {open && (
        <table>
          <thead>
            <tr>
              {headings.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ at, submitted, delivered, failed, latencyMs }) => (
              <tr key={at}>
                <th scope="row">{displayTime(at)}</th>
                <td>{submitted}</td>
                <td>{delivered}</td>
                <td>{failed}</td>
                <td>{latencyMs ? displayDuration(latencyMs.p50) : '–'}</td>
                <td>{latencyMs ? displayDuration(latencyMs.p95) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
