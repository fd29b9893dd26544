import { render } from 'preact';
import { Chart } from '../../sandbox/inbox/chart.tsx';
import { language } from '../../sandbox/inbox/language.ts';
import { theme } from '../../sandbox/inbox/theme.ts';
// For the build, which extracts the styles.
// oxlint-disable-next-line import/no-unassigned-import
import './styles.css';
import type { StatisticsData } from '../src/commands/stats/statistics-page.ts';

// Language as generated, colours as the system has them: not what the sandbox's inbox stores in this
// browser.
const root = document.querySelector('#chart');
const data: StatisticsData = JSON.parse(document.querySelector('#days')?.textContent ?? '');
language.value = data.language;
theme.value = 'system';

const DAY_S = 86_400;

/** Local midnight, so that days are the same in every time zone. */
const midnight = ({ date }: { readonly date: string }) =>
  new Date(`${date}T00:00:00`).getTime() / 1000;

const { days, words } = data;

if (root) {
  render(
    <Chart
      kind="bars"
      label={words.title}
      times={days.map(midnight)}
      step={DAY_S}
      series={[
        { name: words.delivered, color: '--chart-good', values: days.map((d) => d.delivered) },
        { name: words.failed, color: '--chart-bad', values: days.map((d) => d.failed) },
        { name: words.pending, color: '--chart-wait', values: days.map((d) => d.pending) },
      ]}
    />,
    root,
  );
}
