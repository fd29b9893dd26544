import { writeFile } from 'node:fs/promises';
import { chinaDay, type DayStatistics, type Region } from 'aliyun-sms-client';
import { openAccount } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { weekUpTo, wireDay, withDashes } from '../../aliyun/days.ts';
import { addUp, percent, WHAT_IS_COUNTED, type Day, type Span } from './daily-counts.ts';
import type { Action, Context } from '../../command.ts';
import { notWritten, usageFailure } from '../../failure.ts';

const REGIONS: readonly Region[] = ['mainland', 'overseas'];

export const run: Action = async (context) => {
  const { options, output, language } = context;
  const span = spanOf(context);
  const { client } = await openAccount(context);
  const ofRegion = async (region: Region): Promise<readonly DayStatistics[]> =>
    allPages(async (pageIndex) => {
      const { days, totalSize } = await client.querySendStatistics({ ...span, region, pageIndex });
      return { items: days, total: totalSize };
    });
  const work = Promise.all(REGIONS.map((region) => ofRegion(region)));
  const counts = await output.progress({ en: 'Querying Aliyun …', zh: '正在查询 …' }, work);
  const shown = { from: withDashes(span.startDate), to: withDashes(span.endDate) };
  const days = addUp(counts.flat(), shown);
  output.result({ ...shown, days });
  show(context, days, shown);
  const file = options.text('html');
  if (file === undefined) return;
  const { statisticsPage } = await import('./statistics-page.ts');
  await writeFile(file, await statisticsPage(days, shown, language)).catch(notWritten(file));
  output.print({ en: `✓ Written to ${file}`, zh: `✓ 已写入 ${file}` });
};

/** `--from` to `--to`; by default the week that ends with `--to` or today. */
function spanOf({ options, terminal }: Context): { startDate: string; endDate: string } {
  const today = chinaDay(terminal.now().getTime());
  const endDate = wireDay(options.text('to') ?? today, '--to');
  const startDate = wireDay(options.text('from') ?? weekUpTo(endDate), '--from');
  if (startDate <= endDate) return { startDate, endDate };
  throw usageFailure({
    en: `--from ${withDashes(startDate)} is after --to ${withDashes(endDate)}.`,
    zh: `--from ${withDashes(startDate)} 晚于 --to ${withDashes(endDate)}。`,
  });
}

/** Together with the other columns, in either language, at most the 80 cells of a usual terminal. */
const BAR_CELLS = 20;

function show({ output }: Context, days: readonly Day[], { from, to }: Span): void {
  if (days.every(({ total }) => total === 0)) {
    output.print({
      en: `Nothing was sent from ${from} to ${to}.`,
      zh: `${from} 至 ${to} 没有发送记录。`,
    });
    return;
  }
  const most = Math.max(1, ...days.map(({ total }) => total));
  const bar = (count: number, colour: 'green' | 'red' | 'yellow') =>
    output.paint(colour, '█'.repeat(Math.round((count / most) * BAR_CELLS)));
  const heads = [
    { en: 'Day', zh: '日期' },
    { en: 'Segments', zh: '计费条数' },
    { en: 'Delivered', zh: '成功' },
    { en: 'Failed', zh: '失败' },
    { en: 'Pending', zh: '待回执' },
    { en: 'Rate', zh: '送达率' },
  ].map((head) => output.paint('dim', output.text(head)));
  output.table([
    heads,
    ...days.map(({ date, total, delivered, failed, pending, rate }) => [
      date,
      `${total}`,
      `${delivered}`,
      `${failed}`,
      `${pending}`,
      percent(rate),
      bar(delivered, 'green') + bar(failed, 'red') + bar(pending, 'yellow'),
    ]),
  ]);
  output.print(output.paint('dim', output.text(WHAT_IS_COUNTED)));
}
