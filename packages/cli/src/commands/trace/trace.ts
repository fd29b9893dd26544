import type { Action, Context } from '../../command.ts';
import { openLogto } from '../../logto/access.ts';
import { examine } from './examine.ts';
import { concluded } from './conclude.ts';
import { whereToLook } from './where-to-look.ts';
import { spanOf } from './span.ts';
import { tracedJson } from './traced-json.ts';
import { showTraced } from './show-traced.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const span = spanOf(context);
  const logto = usesLogto(context) ? await openLogto(context) : undefined;
  const traced = await whereToLook(context, logto);
  const halves = { traced, span, logto, bizId: options.text('bizId') };
  const examined = await output.progress(
    logto
      ? { en: 'Querying Logto and Aliyun …', zh: '正在查询 Logto 和阿里云 …' }
      : { en: 'Querying Aliyun …', zh: '正在查询阿里云 …' },
    examine(context, halves),
  );
  const conclusions = concluded(context, examined);
  output.result(tracedJson(context, halves, { ...examined, conclusions }));
  showTraced(context, halves, { ...examined, conclusions });
};

const usesLogto = ({ options, terminal }: Context): boolean =>
  Boolean(options.text('logto') ?? terminal.environment['LOGTO_ENDPOINT']);
