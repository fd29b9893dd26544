import type { JSX } from 'preact';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icons.tsx';
import { reload, search, statusFilter } from './inbox-state.ts';
import { words } from './language.ts';

/** Before the first message: what to do, with everything that a client needs to be set to. */
export function EmptyInbox(): JSX.Element {
  const t = words.value;
  const settings: readonly (readonly [string, string])[] = [
    [t.endpoint, location.origin],
    [t.accessKey, 'testid / testsecret'],
    [t.signName, '阿里云短信测试'],
    [t.template, 'SMS_154950909'],
  ];
  return (
    <div class="empty">
      <Icon name="bubble" size={40} />
      <h2>{t.noMessages}</h2>
      <p>{t.noMessagesNote}</p>
      <dl aria-label={t.ready}>
        {settings.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton class="plain" text={value} label={t.copyNamed(name)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export function NothingFound(): JSX.Element {
  const t = words.value;
  return (
    <div class="empty">
      <Icon name="search" size={36} />
      <h2>{t.noMatch}</h2>
      <p>{t.noMatchNote}</p>
      <button type="button" onClick={clearSearch}>
        {t.clearSearch}
      </button>
    </div>
  );
}

export function LoadFailed(): JSX.Element {
  return (
    <div class="empty" role="alert">
      <Icon name="alert" size={36} />
      <p>{words.value.loadFailed}</p>
      <button type="button" onClick={() => void reload()}>
        {words.value.retry}
      </button>
    </div>
  );
}

function clearSearch(): void {
  search.value = '';
  statusFilter.value = 'any';
}
