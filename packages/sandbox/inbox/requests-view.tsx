import type { JSX } from 'preact';
import type { LoggedRequest } from '../src/requests/request-log.ts';
import { displayCount, displayDuration, displayNumber, displayPreciseTime } from './display.ts';
import { Icon } from './icons.tsx';
import { words } from './language.ts';
import { RequestDetails } from './request-details.tsx';
import { numberOf, onlyRefused, requestSearch, requests, shownRequests } from './requests-state.ts';
import { route, routeHash } from './route.ts';
import { Verdict } from './verdict.tsx';
import { VirtualList } from './virtual-list.tsx';

const rowHeight = 68;

/** Every request to the Aliyun API with its result and the reason for it. */
export function RequestsView(): JSX.Element {
  const { id } = route.value;
  const chosen =
    id === undefined ? shownRequests.value[0] : requests.value.find((one) => one.id === id);
  return (
    <main
      class={`messages-view requests-view ${id === undefined ? '' : 'has-choice'}`}
      tabIndex={-1}
    >
      <div class="list-pane">
        <RequestToolbar />
        <RequestList selectedId={chosen?.id} />
      </div>
      <div class="reading">
        <a class="back" href={routeHash({ view: 'requests' })}>
          <Icon name="back" />
          {words.value.back}
        </a>
        {chosen && <RequestDetails request={chosen} />}
        {!chosen && id !== undefined && <p class="empty">{words.value.requests.gone}</p>}
      </div>
    </main>
  );
}

function RequestToolbar(): JSX.Element {
  const t = words.value.requests;
  return (
    <div class="inbox-toolbar">
      <label class="search">
        <Icon name="search" />
        <input
          id="search"
          type="search"
          autoComplete="off"
          spellcheck={false}
          aria-label={t.searchLabel}
          placeholder={t.search}
          value={requestSearch.value}
          onInput={(event) => {
            requestSearch.value = event.currentTarget.value;
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <div class="count-line">
        <p role="status">
          {t.count(displayCount(shownRequests.value.length), shownRequests.value.length === 1)}
        </p>
        <label class="check">
          <input
            type="checkbox"
            checked={onlyRefused.value}
            onChange={(event) => {
              onlyRefused.value = event.currentTarget.checked;
            }}
          />
          {t.onlyRefused}
        </label>
      </div>
    </div>
  );
}

function RequestList({ selectedId }: { selectedId: string | undefined }): JSX.Element {
  const t = words.value.requests;
  if (shownRequests.value.length === 0) {
    return (
      <div class="empty">
        <Icon name="list" size={36} />
        <h2>{t.none}</h2>
        <p>{t.noneNote}</p>
      </div>
    );
  }
  return (
    <VirtualList
      items={shownRequests.value}
      keyOf={(request) => request.id}
      rowHeight={rowHeight}
      label={words.value.tabs.requests}
      chosenKey={route.value.id}
    >
      {(request) => <RequestRow request={request} selected={request.id === selectedId} />}
    </VirtualList>
  );
}

function RequestRow({ request, selected }: { request: LoggedRequest; selected: boolean }) {
  const { id, at, durationMs } = request;
  const { action, method } = request;
  const number = numberOf(request);
  const duration = durationMs === undefined ? undefined : displayDuration(durationMs);
  return (
    <div class={`request-row ${selected ? 'is-selected' : ''}`}>
      <div class="headline">
        <a
          class="number"
          href={routeHash({ view: 'requests', id })}
          aria-current={selected ? 'true' : undefined}
        >
          {action ?? words.value.requests.noAction}
        </a>
        <time dateTime={at}>{displayPreciseTime(at)}</time>
      </div>
      <div class="headline">
        <Verdict request={request} />
        <span class="how">
          {[number && displayNumber(number), duration ?? method].filter(Boolean).join(' · ')}
        </span>
      </div>
    </div>
  );
}
