import type { JSX } from 'preact';
import type { ReceiptChange } from '../src/receipts.ts';
import { receipts, setReceipts } from './controls-state.ts';
import { words } from './language.ts';

/** Where delivery reports are pushed and how badly the way there treats them. */
export function ReceiptsCard(): JSX.Element | null {
  const t = words.value.controls;
  if (!receipts.value) return null;
  const { settings } = receipts.value;
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
        <label class="is-wide">
          {t.receiptUrl}
          <input
            name="url"
            type="url"
            placeholder="http://127.0.0.1:3000/receipts"
            defaultValue={settings.url}
          />
        </label>
        <NumberField name="min" label={t.delayFrom} value={settings.delayMs.min / 1000} />
        <NumberField name="max" label={t.delayTo} value={settings.delayMs.max / 1000} />
        <NumberField name="duplicates" label={t.duplicates} value={settings.duplicates * 100} />
        <NumberField name="losses" label={t.losses} value={settings.losses * 100} />
        <div class="button-row is-wide">
          <button type="submit" class="primary">
            {t.save}
          </button>
        </div>
      </form>
    </section>
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
  const url = form.get('url');
  const number = (name: string) => Number(form.get(name));
  return {
    url: typeof url === 'string' && url !== '' ? url : null,
    delayMs: { min: number('min') * 1000, max: number('max') * 1000 },
    duplicates: number('duplicates') / 100,
    losses: number('losses') / 100,
  };
}
