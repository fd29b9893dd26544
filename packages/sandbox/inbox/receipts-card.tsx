import type { JSX } from 'preact';
import type { ReceiptPush } from '../src/pushes/push-queue.ts';
import type { ReceiptChange, ReceiptSettings } from '../src/pushes/receipts.ts';
import { receipts, replayReceipts, setReceipts } from './controls-state.ts';
import { displayPreciseTime } from './display.ts';
import { words } from './language.ts';

/** Where delivery reports are pushed to, and how many are delayed, duplicated or lost. */
export function ReceiptsCard(): JSX.Element | null {
  const t = words.value.controls;
  if (!receipts.value) return null;
  const { settings, pushes } = receipts.value;
  return (
    <section class="card" aria-labelledby="receipts-title">
      <h3 id="receipts-title">{t.receipts}</h3>
      <p class="note">{t.receiptsNote}</p>
      <form
        key={JSON.stringify(settings)}
        class="receipts-form"
        onSubmit={(event) => {
          event.preventDefault();
          void setReceipts(readChange(new FormData(event.currentTarget)));
        }}
      >
        <AddressField name="url" label={t.receiptUrl} value={settings.url} />
        <NumberField name="min" label={t.delayFrom} value={settings.delayMs.min / 1000} />
        <NumberField name="max" label={t.delayTo} value={settings.delayMs.max / 1000} />
        <NumberField name="duplicates" label={t.duplicates} value={settings.duplicates * 100} />
        <NumberField name="losses" label={t.losses} value={settings.losses * 100} />
        <details class="is-wide" open={hasOtherAddress(settings)}>
          <summary>{t.otherAddresses}</summary>
          <div class="fields">
            {otherAddresses.map((name) => (
              <AddressField key={name} name={name} label={t[name]} value={settings[name]} />
            ))}
          </div>
        </details>
        <div class="button-row is-wide">
          <button type="submit" class="primary">
            {t.save}
          </button>
          <button type="button" onClick={() => void replayReceipts()}>
            {t.replay}
          </button>
        </div>
      </form>
      <Pushes pushes={pushes.slice(0, 5)} />
    </section>
  );
}

const otherAddresses = ['signNameUrl', 'templateUrl'] as const;

function hasOtherAddress(settings: ReceiptSettings): boolean {
  return otherAddresses.some((name) => settings[name] !== undefined);
}

interface AddressFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
}

function AddressField({ name, label, value }: AddressFieldProps): JSX.Element {
  return (
    <label class="is-wide">
      {label}
      <input
        name={name}
        type="url"
        placeholder="http://127.0.0.1:3000/receipts"
        defaultValue={value}
      />
    </label>
  );
}

function NumberField({ name, label, value }: { name: string; label: string; value: number }) {
  return (
    <label>
      {label}
      <input name={name} type="number" min="0" step="any" required defaultValue={String(value)} />
    </label>
  );
}

function readChange(form: FormData): ReceiptChange {
  const number = (name: string) => Number(form.get(name));
  const address = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    url: address('url'),
    signNameUrl: address('signNameUrl'),
    templateUrl: address('templateUrl'),
    delayMs: { min: number('min') * 1000, max: number('max') * 1000 },
    duplicates: number('duplicates') / 100,
    losses: number('losses') / 100,
  };
}

function Pushes({ pushes }: { pushes: readonly ReceiptPush[] }): JSX.Element | null {
  const t = words.value.controls;
  if (pushes.length === 0) return null;
  return (
    <ol class="pushes" aria-label={t.lastPushes}>
      {pushes.map(({ type, at, attempt, outcome, status, ...about }) => (
        <li key={`${JSON.stringify(about)} ${at} ${attempt}`}>
          <time dateTime={at}>{displayPreciseTime(at)}</time>
          <span class={`verdict ${outcome === 'accepted' ? 'is-good' : 'is-bad'}`}>
            {t.outcomes[outcome]}
          </span>
          <span>
            {[type, t.attempt(attempt), status && `HTTP ${status}`].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}
