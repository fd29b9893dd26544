import { setTimeout } from 'node:timers/promises';
import type { ReviewStatus, ReviewVerdict } from 'aliyun-sms-client';
import type { Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import { rejectionOf, reviewOf } from '../../aliyun/review.ts';

export interface Reviewed {
  readonly status: ReviewStatus | undefined;
  readonly verdict: ReviewVerdict;
}

/** A sandbox decides at once, people within hours: so it polls often at first. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

/** A person can interrupt the wait; a script has to allow it with `--wait`. */
export const mayWatch = ({ options, terminal }: Context): boolean =>
  options.flag('wait') || terminal.stdin.isTTY === true;

/** Resolves once the review of `name` has ended with approval. Fails if it ends otherwise, or if this
 *  run may not wait. */
export async function watchReview(
  context: Context,
  name: string,
  look: () => Promise<Reviewed>,
): Promise<void> {
  const { output } = context;
  if (!mayWatch(context)) throw stillInReview(name);
  if (!output.json) {
    output.note({
      en: `${name} is in review, which takes about 2 hours between 09:00 and 21:00 China time. Stop with Ctrl-C; running init again resumes waiting.`,
      zh: `${name} 正在审核：约 2 小时，北京时间 09:00–21:00 处理。可按 Ctrl-C 停止，再次运行 init 会继续等待。`,
    });
  }
  const waiting = { en: `Waiting for the review of ${name} …`, zh: `正在等待 ${name} 的审核 …` };
  const verdict = await output.progress(waiting, untilDecided(context, look));
  if (verdict?.status === 'approved') {
    output.print({ en: `✓ ${name} is approved.`, zh: `✓ ${name} 已通过审核。` });
    return;
  }
  if (!verdict) throw stillInReview(name);
  const state = reviewOf(verdict.status);
  const reason = rejectionOf(verdict);
  throw new CommandFailure({
    en: `${name}: ${state.en}${reason ? ` – ${reason}` : ''}.`,
    zh: `${name}：${state.zh}${reason ? ` – ${reason}` : ''}。`,
  });
}

/** The verdict; undefined after Ctrl-C. */
async function untilDecided(
  { terminal: { signal } }: Context,
  look: () => Promise<Reviewed>,
): Promise<Reviewed | undefined> {
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    // oxlint-disable-next-line no-await-in-loop
    const reviewed = await look();
    if (reviewed.status !== 'in-review') return reviewed;
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

const stillInReview = (name: string) =>
  new CommandFailure({
    en: `${name} is in review. Run init again later to continue, or pass --wait to wait for the review.`,
    zh: `${name} 正在审核。请稍后再次运行 init 继续；--wait 可等待审核结束。`,
  });
