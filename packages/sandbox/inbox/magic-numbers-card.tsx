import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MagicNumber } from '../src/rules/magic-numbers.ts';
import { magicNumbers, sendTestMessage } from './controls-state.ts';
import { CopyButton } from './copy-button.tsx';
import { language, words } from './language.ts';
import { normalizedSearch } from './number-search.ts';

const filter = signal('');

/** The numbers that always lead to the same refusal or delivery outcome. */
export function MagicNumbersCard(): JSX.Element {
  const t = words.value.controls;
  const text = normalizedSearch(filter.value).toLowerCase();
  const shown = magicNumbers.value.filter((magic) => searchTextOf(magic).includes(text));
  return (
    <section class="card is-full magic-numbers" aria-labelledby="magic-title">
      <h3 id="magic-title">{t.magic}</h3>
      <p class="note">{t.magicNote}</p>
      <input
        type="search"
        class="filter"
        aria-label={t.filterMagic}
        placeholder={t.filterMagic}
        value={filter.value}
        onInput={(event) => (filter.value = event.currentTarget.value)}
      />
      <div class="table-box" tabIndex={0} role="region" aria-labelledby="magic-title">
        <table>
          <thead>
            <tr>
              {[t.number, t.outcome, t.meaning, t.action].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((magic) => (
              <Row key={magic.number} magic={magic} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function searchTextOf({ number, apiCode = '', errCode, meaning }: MagicNumber): string {
  return [number, apiCode, errCode ?? '', meaning[language.value]].join(' ').toLowerCase();
}

function Row({ magic }: { magic: MagicNumber }): JSX.Element {
  const { number, apiCode, errCode, meaning } = magic;
  const t = words.value.controls;
  return (
    <tr>
      <th scope="row">
        {number}
        <CopyButton class="plain" text={number} label={words.value.copyNamed(number)} />
      </th>
      <td>
        <span class={`verdict ${errCode === 'DELIVERED' ? 'is-good' : 'is-bad'}`}>
          {apiCode ?? errCode ?? t.noReport}
        </span>
      </td>
      <td>{meaning[language.value]}</td>
      <td>
        <button
          type="button"
          aria-label={t.sendToNamed(number)}
          onClick={() => void sendTestMessage(number)}
        >
          {t.sendTo}
        </button>
      </td>
    </tr>
  );
}
