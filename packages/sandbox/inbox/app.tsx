import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Announcer } from './announcer.tsx';
import { ControlsView } from './controls-view.tsx';
import { EmbeddedPhone } from './embedded-phone.tsx';
import { Header } from './header.tsx';
import { words } from './language.ts';
import { MessagesView } from './messages-view.tsx';
import { RequestsView } from './requests-view.tsx';
import { route, type View } from './route.ts';
import { ShortcutsDialog } from './shortcuts.tsx';
import { StatisticsView } from './statistics-view.tsx';

/** `?embed=phone` shows only the phone, for a frame next to a sign-in page. */
const embedded = new URLSearchParams(location.search).get('embed') === 'phone';

const pages: Readonly<Record<View, () => JSX.Element>> = {
  messages: MessagesView,
  requests: RequestsView,
  statistics: StatisticsView,
  controls: ControlsView,
};

export function App(): JSX.Element {
  const { title, tabs } = words.value;
  const { view } = route.value;
  useEffect(() => {
    document.title = view === 'messages' ? title : `${tabs[view]} · ${title}`;
  }, [view, title]);
  if (embedded) {
    return (
      <>
        <EmbeddedPhone />
        <Announcer />
      </>
    );
  }
  const Page = pages[view];
  return (
    <>
      <Header />
      <Page />
      <ShortcutsDialog />
      <Announcer />
    </>
  );
}
