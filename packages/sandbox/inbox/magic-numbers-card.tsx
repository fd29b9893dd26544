import type { JSX } from 'preact';
import { magicNumbers } from './controls-state.ts';
import { CopyButton } from './copy-button.tsx';
import { language, words } from './language.ts';

/** The numbers that bring about one refusal or one delivery outcome each. */
export function MagicNumbersCard(): JSX.Element {
  const t = words.value.controls;
  return (
    <section class="card is-full magic-numbers" aria-labelledby="magic-title">
      <h3 id="magic-title">{t.magic}</h3>
      <p class="note">{t.magicNote}</p>
      <div class="table-box" tabIndex={0} role="region" aria-labelledby="magic-title">
        <table>
          <thead>
            <tr>
              {[t.number, t.outcome, t.meaning].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {magicNumbers.value.map(({ number, apiCode, errCode, meaning }) => (
              <tr key={number}>
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
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
