import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { announce } from './announcer.tsx';
import { copyText } from './clipboard.ts';
import { Dialog } from './dialog.tsx';
import { messages, search } from './inbox-state.ts';
import { words } from './language.ts';
import { preference } from './preferences.ts';
import { replaceRoute, route, views } from './route.ts';

export const shortcutsOpen = signal(false);

/** Single-key shortcuts can be switched off, because speech input can trigger them by accident. */
const enabled = preference('shortcuts', ['on', 'off'], 'on');

const actions: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  c: () => void copyNewestCode(),
  '/': () => document.querySelector<HTMLInputElement>('#search')?.focus(),
  '?': () => {
    shortcutsOpen.value = true;
  },
};

export function startShortcuts(): void {
  addEventListener('keydown', (event) => {
    // During composition, as of Chinese, keys such as Escape belong to the input method.
    if (event.isComposing) return;
    const action = actionFor(event);
    if (!action || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    action();
  });
}

function actionFor({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Escape') return leave;
  if (isTyping(target) || enabled.value === 'off') return undefined;
  if (key.startsWith('Arrow') && !isListFocus(target)) return undefined;
  const view = views[Number(key) - 1];
  return view ? () => replaceRoute({ view }) : actions[key];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** Any other focused element, such as the conversation, uses the arrow keys itself. */
function isListFocus(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && !!target.closest('.list-pane'));
}

function move(step: number): void {
  const { view, id } = route.value;
  if (view !== 'messages') return;
  const at = id === undefined ? 0 : messages.value.findIndex((message) => message.id === id);
  const next = messages.value[Math.max(0, at + step)];
  if (next) replaceRoute({ view, id: next.id });
}

async function copyNewestCode(): Promise<void> {
  const { id } = route.value;
  const message = id ? messages.value.find((known) => known.id === id) : messages.value[0];
  if (!message?.code || message.status === 'failed') return;
  announce((await copyText(message.code)) ? words.value.copied : words.value.copyFailed);
}

function leave(): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.id === 'search') {
    search.value = '';
    field.blur();
  } else if (route.value.id !== undefined) replaceRoute({ view: route.value.view });
}

export function ShortcutsDialog(): JSX.Element {
  const t = words.value.shortcuts;
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['j', '↓'], t.next],
    [['k', '↑'], t.previous],
    [['c'], t.copy],
    [['/'], t.search],
    [['Esc'], t.leave],
    [['1', '2', '3', '4'], t.view],
    [['?'], t.help],
  ];
  return (
    <Dialog open={shortcutsOpen} title={t.title}>
      <dl class="shortcuts">
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={enabled.value === 'on'}
          onChange={(event) => {
            enabled.value = event.currentTarget.checked ? 'on' : 'off';
          }}
        />
        {t.enabled}
      </label>
    </Dialog>
  );
}
