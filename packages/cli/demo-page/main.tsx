import { render } from 'preact';
import { fetchSetup } from './api.ts';
import { App } from './app.tsx';

render(<App setup={await fetchSetup()} />, document.body);
