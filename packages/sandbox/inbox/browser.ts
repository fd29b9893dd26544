import { serve, type ServerType } from '@hono/node-server';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { createControlApp, type AccessOptions } from '../src/control-api/index.ts';
import { newState } from './test-state.ts';
import type { SandboxState } from '../src/sandbox-state.ts';

/** What the browser tests share: a real Chromium, and a sandbox on a free port for each test. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

export interface ServedInbox {
  readonly state: SandboxState;
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function serveInbox(
  access?: AccessOptions,
  state: SandboxState = newState(),
  fixedPort = 0,
): Promise<ServedInbox> {
  const app = createControlApp(state, access);
  return new Promise((resolve) => {
    const options = { fetch: app.fetch, port: fixedPort, hostname: '127.0.0.1' };
    const server = serve(options, ({ port }) => {
      resolve({ state, url: `http://127.0.0.1:${port}`, close: () => close(server) });
    });
  });
}

async function close(server: ServerType): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}

export interface OpenPage {
  readonly page: Page;
  /** What must stay empty: errors on the console, and requests to anywhere else. */
  readonly complaints: string[];
}

/** A page of its own profile on the inbox, in English and light unless told otherwise. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    colorScheme: 'light',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(request.url());
  });
  await page.goto(url);
  return { page, complaints };
}
