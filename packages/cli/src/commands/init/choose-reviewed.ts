import { choose } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import type { Words } from '../../language.ts';
import type { reviewOf } from '../../aliyun/review.ts';
import { mayWatch, watchReview, type Reviewed } from './watch-review.ts';

export interface Item {
  readonly value: string;
  readonly label: string;
  readonly inReview: boolean;
  readonly state: ReturnType<typeof reviewOf>;
  /** What to take first, 0 before 1; nothing where it is for a person to want. */
  readonly rank: number | undefined;
}

export interface ReviewedChoice {
  readonly flag: string;
  readonly given: string | undefined;
  readonly question: Words;
  readonly none: Words;
  /** What a choice is called that is none of the items. */
  readonly another: Words;
  /** Applies for one that is missing and answers with its name; nothing where that is not wanted. */
  readonly apply?: () => Promise<string | undefined>;
  /** Where the review of one stands now. */
  readonly look: (value: string) => Promise<Reviewed>;
}

/** What the flag names, the only one that is fit, or a person's choice among the approved. One in
 *  review is watched, and one that is missing applied for. */
export async function chooseReviewed(
  context: Context,
  items: readonly Item[],
  wish: ReviewedChoice,
): Promise<string> {
  if (wish.given !== undefined) return takeGiven(context, items, wish, wish.given);
  const approved = items
    .filter(({ state }) => state.mark === '✓')
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
  const [only, another] = approved;
  if (!only) return takeComing(context, items, wish);
  if (!another && only.rank !== undefined) return told(context, only, wish);
  const chosen = await oneOf(context, withAnother(context, approved, wish), wish);
  return chosen === ANOTHER ? takeNew(context, wish) : chosen;
}

function told({ output }: Context, { value, label }: Item, { question }: ReviewedChoice): string {
  output.print(`✓ ${output.text(question)}: ${label}`);
  return value;
}

const ANOTHER = '';

/** The first is where the cursor stands: one that nobody is to take unawares is never there. */
function withAnother(
  { output }: Context,
  approved: readonly Item[],
  { another }: ReviewedChoice,
): readonly Pick<Item, 'value' | 'label'>[] {
  const own = { value: ANOTHER, label: output.text(another) };
  return approved[0]?.rank === undefined ? [own, ...approved] : [...approved, own];
}

async function takeGiven(
  context: Context,
  items: readonly Item[],
  wish: ReviewedChoice,
  given: string,
): Promise<string> {
  const item = items.find(({ value }) => value === given);
  if (item?.state.mark === '✓') return given;
  if (item?.inReview && mayWatch(context)) return watched(context, wish, given);
  const applied = item ? undefined : await wish.apply?.();
  if (applied !== undefined) return watched(context, wish, applied);
  throw unusable(wish.flag, given, item?.state);
}

const unusable = (flag: string, given: string, state: Words = NOT_THERE) =>
  new CommandFailure({
    en: `${flag} ${given} cannot be used: it is ${state.en}.`,
    zh: `${flag} ${given} 不可用：${state.zh}。`,
  });

const NOT_THERE = { en: 'not in this account', zh: '不在该账号中' };

/** None is approved: the one that is in review, or a new one. */
async function takeComing(
  context: Context,
  items: readonly Item[],
  wish: ReviewedChoice,
): Promise<string> {
  const coming = items.filter(({ inReview }) => inReview);
  const [only, another] = coming;
  if (only && mayWatch(context)) {
    return watched(context, wish, another ? await oneOf(context, coming, wish) : only.value);
  }
  return takeNew(context, wish);
}

async function takeNew(context: Context, wish: ReviewedChoice): Promise<string> {
  const applied = await wish.apply?.();
  if (applied === undefined) throw new CommandFailure(wish.none);
  return watched(context, wish, applied);
}

async function watched(context: Context, { look }: ReviewedChoice, value: string): Promise<string> {
  await watchReview(context, value, () => look(value));
  return value;
}

const oneOf = (
  context: Context,
  items: readonly Pick<Item, 'value' | 'label'>[],
  { flag, question }: ReviewedChoice,
) => {
  const named = items.map(({ value }) => value).filter((value) => value !== ANOTHER);
  return choose(context, question, items, {
    en: `Name one with ${flag}: ${named.join(', ')}.`,
    zh: `请用 ${flag} 指定其一：${named.join('、')}。`,
  });
};
