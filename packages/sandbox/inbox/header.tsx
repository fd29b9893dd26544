import type { JSX } from 'preact';
import { faults } from './controls-state.ts';
import { Icon, Logo, type IconName } from './icons.tsx';
import { language, words } from './language.ts';
import { connected } from './live.ts';
import { refusedCount } from './requests-state.ts';
import { route, routeHash, views, type View } from './route.ts';
import { shortcutsOpen } from './shortcuts.tsx';
import { nextTheme, theme, themes } from './theme.ts';

const viewIcons: Readonly<Record<View, IconName>> = {
  messages: 'bubble',
  requests: 'list',
  statistics: 'chart',
  controls: 'sliders',
};

const themeIcons: Readonly<Record<(typeof themes)[number], IconName>> = {
  system: 'system',
  light: 'sun',
  dark: 'moon',
};

export function Header(): JSX.Element {
  const t = words.value;
  return (
    <header class="top">
      <button type="button" class="skip" onClick={() => document.querySelector('main')?.focus()}>
        {t.skip}
      </button>
      <a class="brand" href={routeHash({ view: 'messages' })}>
        <Logo />
        <h1>{t.brand}</h1>
      </a>
      <nav aria-label={t.views}>
        {views.map((view) => (
          <a
            key={view}
            href={routeHash({ view })}
            aria-current={route.value.view === view ? 'page' : undefined}
          >
            <Icon name={viewIcons[view]} />
            <span>{t.tabs[view]}</span>
            <TabBadge view={view} />
          </a>
        ))}
      </nav>
      <div class="tools">
        <LiveMark />
        <Tools />
      </div>
    </header>
  );
}

/** What should be visible from every view: refused requests and active faults. */
function TabBadge({ view }: { view: View }): JSX.Element | null {
  const t = words.value;
  const count =
    view === 'requests' ? refusedCount.value : view === 'controls' ? faults.value.length : 0;
  if (count === 0) return null;
  const text = view === 'requests' ? t.refusedRequests(count) : t.activeFaults(count);
  return (
    <span class="tab-badge" title={text}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="visually-hidden">{text}</span>
    </span>
  );
}

function LiveMark(): JSX.Element {
  const { live, reconnecting } = words.value;
  return (
    <span class={`live ${connected.value ? 'is-up' : ''}`} role="status">
      {connected.value ? live : reconnecting}
    </span>
  );
}

function Tools(): JSX.Element {
  const t = words.value;
  return (
    <>
      <button
        type="button"
        class="plain shortcuts-button"
        aria-label={t.shortcutsButton}
        title={t.shortcutsButton}
        onClick={() => (shortcutsOpen.value = true)}
      >
        <Icon name="keyboard" />
      </button>
      <button
        type="button"
        class="plain"
        aria-label={t.theme[theme.value]}
        title={t.theme[theme.value]}
        onClick={nextTheme}
      >
        <Icon name={themeIcons[theme.value]} />
      </button>
      <button
        type="button"
        class="plain language"
        lang={language.value === 'en' ? 'zh-CN' : 'en'}
        aria-label={t.switchLanguage}
        title={t.switchLanguage}
        onClick={() => (language.value = language.value === 'en' ? 'zh' : 'en')}
      >
        {t.otherLanguage}
      </button>
    </>
  );
}
