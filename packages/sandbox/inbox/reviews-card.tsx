import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Review } from '../src/accounts/reviews.ts';
import { displayTime } from './display.ts';
import { words } from './language.ts';
import { byHand, decide, decideByHand, reviews } from './reviews-state.ts';

/** Signatures and templates in review, to be approved or rejected here. */
export function ReviewsCard(): JSX.Element {
  const t = words.value.reviews;
  return (
    <section class="card" aria-labelledby="reviews-title">
      <h3 id="reviews-title">{t.title}</h3>
      <p class="note">{t.note}</p>
      <label class="switch is-calm">
        <span>{t.byHand}</span>
        <input
          type="checkbox"
          role="switch"
          checked={byHand.value}
          onChange={(event) => void decideByHand(event.currentTarget.checked)}
        />
      </label>
      {reviews.value.length === 0 && <p class="note">{t.none}</p>}
      <ul class="reviews" aria-label={t.title}>
        {reviews.value.map((review) => (
          <ReviewItem key={`${review.account} ${nameOf(review)}`} review={review} />
        ))}
      </ul>
    </section>
  );
}

function nameOf(review: Review): string {
  return 'signName' in review ? `【${review.signName}】` : review.templateCode;
}

function ReviewItem({ review }: { review: Review }): JSX.Element {
  const t = words.value.reviews;
  const rejecting = useSignal(false);
  const name = nameOf(review);
  return (
    <li class="review">
      <div class="headline">
        <strong>{name}</strong>
        <span class="kind">
          {'template' in review ? t.templateTypes[review.template.type] : t.signName}
        </span>
        <time dateTime={review.createdAt}>{displayTime(review.createdAt)}</time>
      </div>
      {'template' in review && (
        <p>
          {review.template.name && `${review.template.name} · `}
          <q dir="auto">{review.template.content}</q>
        </p>
      )}
      {review.remark !== '' && <p class="remark">{t.remark(review.remark)}</p>}
      {rejecting.value ? (
        <RejectForm review={review} onCancel={() => (rejecting.value = false)} />
      ) : (
        <div class="button-row">
          <button
            type="button"
            class="primary"
            aria-label={t.approveNamed(name)}
            onClick={() => void decide(review)}
          >
            {t.approve}
          </button>
          <button
            type="button"
            aria-label={t.rejectNamed(name)}
            onClick={() => (rejecting.value = true)}
          >
            {t.reject}
          </button>
        </div>
      )}
    </li>
  );
}

function RejectForm({ review, onCancel }: { review: Review; onCancel: () => void }): JSX.Element {
  const t = words.value.reviews;
  const reason = useRef<HTMLInputElement>(null);
  useEffect(() => reason.current?.focus(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void decide(review, reason.current?.value.trim());
      }}
    >
      <label class="is-wide">
        {t.reason}
        <input
          ref={reason}
          name="reason"
          required
          pattern=".*\S.*"
          maxLength={500}
          defaultValue={t.usualReason}
        />
      </label>
      <div class="button-row is-wide">
        <button type="submit" class="danger">
          {t.rejectConfirm}
        </button>
        <button type="button" onClick={onCancel}>
          {words.value.cancel}
        </button>
      </div>
    </form>
  );
}
