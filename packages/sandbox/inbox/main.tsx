import { render } from 'preact';
import { App } from './app.tsx';
import { startInbox } from './inbox-live.ts';
import { connect } from './live.ts';
import { startShortcuts } from './shortcuts.tsx';

startInbox();
startShortcuts();
connect();

const root = document.querySelector('#app');
if (root) render(<App />, root);
