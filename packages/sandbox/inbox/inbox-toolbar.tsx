import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Dialog } from './dialog.tsx';
import { displayCount } from './display.ts';
import { Icon } from './icons.tsx';
import {
  clearInbox,
  dropped,
  filtered,
  search,
  statusFilter,
  total,
  type StatusFilter,
} from './inbox-state.ts';
import { words } from './language.ts';

const filters: readonly StatusFilter[] = ['any', 'submitted', 'delivered', 'failed'];
const confirming = signal(false);

export function InboxToolbar(): JSX.Element {
  return (
    <div class="inbox-toolbar">
      <SearchField />
      <div class="filters" role="group" aria-label={words.value.filterLabel}>
        {filters.map((filter) => (
          <button
            key={filter}
            type="button"
            aria-pressed={statusFilter.value === filter}
            onClick={() => {
              statusFilter.value = filter;
            }}
          >
            {filter === 'any' ? words.value.anyStatus : words.value.status[filter]}
          </button>
        ))}
      </div>
      <CountLine />
    </div>
  );
}

function SearchField(): JSX.Element {
  return (
    <label class="search">
      <Icon name="search" />
      <input
        id="search"
        type="search"
        autoComplete="off"
        spellcheck={false}
        aria-label={words.value.searchLabel}
        placeholder={words.value.search}
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value;
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}

function CountLine(): JSX.Element {
  const t = words.value;
  const count = displayCount(total.value);
  return (
    <div class="count-line">
      <p role="status">{filtered.value ? t.matching(count) : t.count(count, total.value === 1)}</p>
      {dropped.value > 0 && <p>{t.dropped(displayCount(dropped.value))}</p>}
      {total.value > 0 && (
        <button type="button" class="plain" onClick={() => (confirming.value = true)}>
          <Icon name="trash" size={16} />
          {t.clear}
        </button>
      )}
      <Dialog open={confirming} title={t.clearTitle}>
        <p>{t.clearNote}</p>
        <ClearActions />
      </Dialog>
    </div>
  );
}

function close(): void {
  confirming.value = false;
}

function ClearActions(): JSX.Element {
  return (
    <div class="actions">
      <button type="button" onClick={close}>
        {words.value.cancel}
      </button>
      <button
        type="button"
        class="danger"
        onClick={() => {
          close();
          void clearInbox();
        }}
      >
        {words.value.clearConfirm}
      </button>
    </div>
  );
}
