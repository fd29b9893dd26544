import { render } from 'preact';
import { App } from './app.tsx';
import { startInbox } from './inbox-live.ts';
import { startControls } from './controls-state.ts';
import { connect } from './live.ts';
import { startRequestLog } from './requests-state.ts';
import { startReviews } from './reviews-state.ts';
import { startShortcuts } from './shortcuts.tsx';
import { startStatistics } from './statistics-state.ts';

startInbox();
startRequestLog();
startStatistics();
startControls();
startReviews();
startShortcuts();
connect();

const root = document.querySelector('#app');
if (root) render(<App />, root);
