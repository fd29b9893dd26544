import { batch, signal } from '@preact/signals';
import type { Review, ReviewDecision } from '../src/accounts/reviews.ts';
import { announce } from './announcer.tsx';
import { get, post, put } from './api.ts';
import { attempt } from './controls-state.ts';
import { words } from './language.ts';
import { onEvent, onOpen } from './live.ts';

interface Reviews {
  readonly byHand: boolean;
  readonly reviews: readonly Review[];
}

export const reviews = signal<readonly Review[]>([]);
export const byHand = signal(false);

/** From now on keeps the reviews in sync with the sandbox. */
export function startReviews(): void {
  onOpen(load);
  onEvent('settings', load);
  // One request serves many events.
  let timer: ReturnType<typeof setTimeout> | undefined;
  onEvent('review', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      load();
    }, 200);
  });
}

function load(): void {
  void attempt(async () => show(await get<Reviews>('reviews')));
}

export async function decideByHand(next: boolean): Promise<void> {
  await attempt(async () => show(await put<Reviews>('reviews', { byHand: next })));
}

/** Approves without a reason, rejects with one. */
export async function decide(review: Review, reason?: string): Promise<void> {
  const { account } = review;
  const named =
    'signName' in review ? { signName: review.signName } : { templateCode: review.templateCode };
  const decision: ReviewDecision = { account, ...named, ...(reason && { reason }) };
  await attempt(async () => {
    await post('reviews', decision);
    show(await get<Reviews>('reviews'));
    const { approved, rejected } = words.value.reviews;
    announce(reason ? rejected : approved);
  });
}

function show(answer: Reviews): void {
  batch(() => {
    reviews.value = answer.reviews;
    byHand.value = answer.byHand;
  });
}
