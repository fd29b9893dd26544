import { readFile } from 'node:fs/promises';
import { textIn, type Language, type Words } from '../../language.ts';
import { packageFolder } from '../../package-folder.ts';
import { percent, rateOf, WHAT_IS_COUNTED, type Day, type Span } from './daily-counts.ts';

const TEXTS = {
  title: { en: 'SMS by day', zh: '每日短信' },
  segments: { en: 'Segments', zh: '计费条数' },
  delivered: { en: 'Delivered', zh: '成功' },
  failed: { en: 'Failed', zh: '失败' },
  pending: { en: 'Pending', zh: '待回执' },
  rate: { en: 'Delivery rate', zh: '送达率' },
  ofReported: { en: 'of those with a report', zh: '占已有回执的短信' },
  day: { en: 'Day', zh: '日期' },
  nothing: { en: 'Nothing was sent in this period.', zh: '这段时间没有发送记录。' },
  note: WHAT_IS_COUNTED,
} satisfies Record<string, Words>;

type PageTexts = Readonly<Record<keyof typeof TEXTS, string>>;

const wordsIn = (language: Language): PageTexts => ({
  title: textIn(language, TEXTS.title),
  segments: textIn(language, TEXTS.segments),
  delivered: textIn(language, TEXTS.delivered),
  failed: textIn(language, TEXTS.failed),
  pending: textIn(language, TEXTS.pending),
  rate: textIn(language, TEXTS.rate),
  ofReported: textIn(language, TEXTS.ofReported),
  day: textIn(language, TEXTS.day),
  nothing: textIn(language, TEXTS.nothing),
  note: textIn(language, TEXTS.note),
});

/** The input of the page's script. */
export interface StatisticsData {
  readonly language: Language;
  readonly days: readonly Day[];
  readonly words: Readonly<Record<'title' | 'delivered' | 'failed' | 'pending', string>>;
}

/** The built script and style of the page. */
const BUILT = new URL('dist/stats-page/', packageFolder);

/** Lets the browser fetch nothing. */
const POLICY =
  "default-src 'none'; img-src data:; script-src 'unsafe-inline'; style-src 'unsafe-inline'";

/** A self-contained page with figures, chart and table. The chart is that of the inbox's statistics. */
export async function statisticsPage(
  days: readonly Day[],
  { from, to }: Span,
  language: Language,
): Promise<string> {
  const words = wordsIn(language);
  const [script, style] = await Promise.all([
    readFile(new URL('page.js', BUILT), 'utf8'),
    readFile(new URL('page.css', BUILT), 'utf8'),
  ]);
  const data: StatisticsData = { language, days, words };
  const isEmpty = days.every(({ total }) => total === 0);
  const span = `${from} – ${to}${isEmpty ? ` · ${words.nothing}` : ''}`;
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<header><h1>${words.title}</h1><p>${span}</p></header>
<dl class="tiles">${tiles(days, words)}</dl>
<figure class="card"><figcaption><h2>${words.segments}</h2><p>${words.note}</p></figcaption><div id="chart"></div></figure>
<div class="card">${table(days, words)}</div>
</main>
<script type="application/json" id="days">${inert(JSON.stringify(data))}</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}

function tiles(days: readonly Day[], words: PageTexts): string {
  const { segments, delivered, failed, rate, ofReported } = words;
  const sum = (of: 'total' | 'delivered' | 'failed') => days.reduce((all, day) => all + day[of], 0);
  const counts = { delivered: sum('delivered'), failed: sum('failed') };
  const shown = [
    [segments, `${sum('total')}`],
    [delivered, `${counts.delivered}`],
    [failed, `${counts.failed}`],
    [rate, percent(rateOf(counts)), ofReported],
  ];
  return shown
    .map(
      ([name, value, of = '']) =>
        `<div class="card"><dt>${name}</dt><dd>${value}${of && `<small>${of}</small>`}</dd></div>`,
    )
    .join('');
}

function table(days: readonly Day[], words: PageTexts): string {
  const { day: dayHead, segments, delivered, failed, pending, rate } = words;
  const heads = cells([dayHead, segments, delivered, failed, pending, rate], 'th');
  const rows = days.map((day) =>
    cells(
      [dateCell(day), day.total, day.delivered, day.failed, day.pending, percent(day.rate)],
      'td',
    ),
  );
  return `<table><thead>${heads}</thead><tbody>${rows.join('')}</tbody></table>`;
}

const dateCell = ({ date }: Day): string =>
  `<span class="year">${date.slice(0, 5)}</span>${date.slice(5)}`;

const cells = (values: readonly (string | number)[], tag: 'td' | 'th'): string =>
  `<tr>${values.map((value) => `<${tag}>${value}</${tag}>`).join('')}</tr>`;

/** JSON without `<`, so that it cannot end the script element. */
const inert = (json: string): string => json.replaceAll('<', '\\u003c');
