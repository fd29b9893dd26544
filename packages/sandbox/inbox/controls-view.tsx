import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { ClockCard } from './clock-card.tsx';
import { resetSandbox } from './controls-state.ts';
import { Dialog } from './dialog.tsx';
import { FaultsCard } from './faults-card.tsx';
import { words } from './language.ts';
import { MagicNumbersCard } from './magic-numbers-card.tsx';
import { ReceiptsCard } from './receipts-card.tsx';
import { ReviewsCard } from './reviews-card.tsx';

const confirming = signal(false);

export function ControlsView(): JSX.Element {
  return (
    <main class="page controls-view" tabIndex={-1}>
      <h2 class="visually-hidden">{words.value.tabs.controls}</h2>
      <div class="column">
        <FaultsCard />
        <ReviewsCard />
      </div>
      <div class="column">
        <ClockCard />
        <ReceiptsCard />
        <ResetCard />
      </div>
      <MagicNumbersCard />
    </main>
  );
}

function ResetCard(): JSX.Element {
  const t = words.value.controls;
  return (
    <section class="card" aria-labelledby="reset-title">
      <h3 id="reset-title">{t.reset}</h3>
      <p class="note">{t.resetNote}</p>
      <button type="button" onClick={() => (confirming.value = true)}>
        {t.resetButton}
      </button>
      <Dialog open={confirming} title={t.resetTitle}>
        <p>{t.resetNote}</p>
        <div class="actions">
          <button type="button" onClick={() => (confirming.value = false)}>
            {words.value.cancel}
          </button>
          <button
            type="button"
            class="danger"
            onClick={() => {
              confirming.value = false;
              void resetSandbox();
            }}
          >
            {t.resetConfirm}
          </button>
        </div>
      </Dialog>
    </section>
  );
}
