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
  /** How good a choice it is, 0 is best; undefined if only a person may choose it. */
  readonly rank: number | undefined;
}

export interface ReviewedChoice {
  readonly flag: string;
  readonly given: string | undefined;
  readonly question: Words;
  readonly none: Words;
  /** The label of the choice to apply for another. */
  readonly another: Words;
  /** Applies for a missing one and resolves to its name; undefined if the user does not want that. */
  readonly apply?: () => Promise<string | undefined>;
  /** The current state of a review. */
  readonly look: (value: string) => Promise<Reviewed>;
}

/** The one that the flag names, the only suitable one, or a person's choice among the approved. Waits
 *  for one in review, and applies for a missing one. */
export async function chooseReviewed(
  context: Context,
  items: readonly Item[],
  choice: ReviewedChoice,
): Promise<string> {
  if (choice.given !== undefined) return takeGiven(context, items, choice, choice.given);
  const approved = items
    .filter(({ state }) => state.mark === '✓')
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
  const [only, another] = approved;
  if (!only) return takeInReview(context, items, choice);
  if (!another && only.rank !== undefined) return takeOnly(context, only, choice);
  const chosen = await oneOf(context, withAnother(context, approved, choice), choice);
  return chosen === ANOTHER ? takeNew(context, choice) : chosen;
}

function takeOnly(
  { output }: Context,
  { value, label }: Item,
  { question }: ReviewedChoice,
): string {
  output.print(`✓ ${output.text(question)}: ${label}`);
  return value;
}

const ANOTHER = '';

/** The cursor starts at the first: never at one that nobody should choose by accident. */
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
  choice: ReviewedChoice,
  given: string,
): Promise<string> {
  const item = items.find(({ value }) => value === given);
  if (item?.state.mark === '✓') return given;
  if (item?.inReview && mayWatch(context)) return watched(context, choice, given);
  const applied = item ? undefined : await choice.apply?.();
  if (applied !== undefined) return watched(context, choice, applied);
  throw unusable(choice.flag, given, item?.state);
}

const unusable = (flag: string, given: string, state: Words = NOT_THERE) =>
  new CommandFailure({
    en: `${flag} ${given} cannot be used: it is ${state.en}.`,
    zh: `${flag} ${given} 不可用：${state.zh}。`,
  });

const NOT_THERE = { en: 'not in this account', zh: '不在该账号中' };

/** None is approved: one in review, or a new one. */
async function takeInReview(
  context: Context,
  items: readonly Item[],
  choice: ReviewedChoice,
): Promise<string> {
  const inReview = items.filter((item) => item.inReview);
  const [only, another] = inReview;
  if (only && mayWatch(context)) {
    return watched(context, choice, another ? await oneOf(context, inReview, choice) : only.value);
  }
  return takeNew(context, choice);
}

async function takeNew(context: Context, choice: ReviewedChoice): Promise<string> {
  const applied = await choice.apply?.();
  if (applied === undefined) throw new CommandFailure(choice.none);
  return watched(context, choice, applied);
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
    en: `Choose one with ${flag}: ${named.join(', ')}.`,
    zh: `请用 ${flag} 指定其一：${named.join('、')}。`,
  });
};
