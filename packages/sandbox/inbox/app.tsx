import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Announcer } from './announcer.tsx';
import { EmbeddedPhone } from './embedded-phone.tsx';
import { Header } from './header.tsx';
import { words } from './language.ts';
import { MessagesView } from './messages-view.tsx';
import { route, type View } from './route.ts';
import { ShortcutsDialog } from './shortcuts.tsx';

/** `?embed=phone` shows the phone alone, for a frame beside a sign-in page. */
const embedded = new URLSearchParams(location.search).get('embed') === 'phone';

const pages: Readonly<Record<View, () => JSX.Element>> = {
  messages: MessagesView,
  requests: MessagesView,
  statistics: MessagesView,
  controls: MessagesView,
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
