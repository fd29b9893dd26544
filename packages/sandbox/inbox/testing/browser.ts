import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Frame,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startSandbox, type RunningSandbox, type StartSandboxOptions } from '../../src/index.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** How long to wait for what must come, in milliseconds: long, for machines that are busy. */
const longestWait = 20_000;

/** `expect.poll(read, upToLongestWait)`: its own default is one second. */
export const upToLongestWait = { timeout: longestWait };

export interface OpenPage {
  readonly page: Page;
  /** What must stay empty: errors on the console, and requests to anywhere else. */
  readonly complaints: string[];
}

interface BrowserSuite {
  /** The sandbox of this test. */
  readonly sandbox: () => RunningSandbox;
  /** A new one in its place, with other options. */
  readonly restart: (options: StartSandboxOptions) => Promise<void>;
  /** A page with a profile of its own, in English and light unless told otherwise. */
  readonly open: (path?: string, options?: BrowserContextOptions) => Promise<OpenPage>;
}

/** For a suite of browser tests: one real Chromium, and for each test a sandbox on a free port. */
export function browserSuite(executablePath: string): BrowserSuite {
  let browser: Browser;
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: flags });
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
  const complaints = listen(page, new URL(url).origin);
  await page.goto(url);
  await page.locator('.live.is-up').waitFor();
  return { page, complaints };
}

function listen(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.push(request.url());
  });
  return complaints;
}

/** The rows of the message list. */
export function rows(page: Page | Frame): Locator {
  return page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
}
