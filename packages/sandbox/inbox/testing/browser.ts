import type { Browser, BrowserContextOptions, Frame, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../../../../scripts/launch-chromium.ts';
import { startSandbox, type RunningSandbox, type StartSandboxOptions } from '../../src/index.ts';

/** How long to wait for something that must happen, in milliseconds: long enough for busy machines. */
const longestWait = 20_000;

export interface OpenPage {
  readonly page: Page;
  /** Must stay empty: errors on the console, dialogs, and requests to other origins. */
  readonly problems: string[];
}

interface BrowserSuite {
  /** The current test's sandbox. */
  readonly sandbox: () => RunningSandbox;
  /** Replaces it with one that has other options. */
  readonly restart: (options: StartSandboxOptions) => Promise<void>;
  /** Opens a page in a new browser profile; by default in English and the light theme. */
  readonly open: (path?: string, options?: BrowserContextOptions) => Promise<OpenPage>;
}

/** For a suite of browser tests: one real Chromium, and a sandbox on a free port for each test. */
export function browserSuite(executablePath: string): BrowserSuite {
  let browser: Browser;
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    browser = await launchChromium(executablePath);
  }, 60_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await sandbox.close();
  });
  return {
    sandbox: () => sandbox,
    restart: async (options) => {
      await sandbox.close();
      sandbox = await startSandbox(options);
    },
    open: (path = '/inbox/', options = {}) => openPage(browser, sandbox.url + path, options),
  };
}

async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<OpenPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    colorScheme: 'light',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(longestWait);
  const page = await context.newPage();
  const problems = listen(page, new URL(url).origin);
  await page.goto(url);
  await page.locator('.live.is-up').waitFor();
  return { page, problems };
}

function listen(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => problems.push(`dialog: ${dialog.message()}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(request.url());
  });
  return problems;
}

/** The rows of the message list. */
export function rows(page: Page | Frame): Locator {
  return page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
}
