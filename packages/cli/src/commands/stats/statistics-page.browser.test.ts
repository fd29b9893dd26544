import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../../../../scripts/launch-chromium.ts';
import { requireProgram } from '../../../../../scripts/require-program.ts';
import type { Language } from '../../language.ts';
import { addUp, type Span } from './daily-counts.ts';
import { statisticsPage } from './statistics-page.ts';

const program = requireProgram('chromium');

const WEEK: Span = { from: '2026-11-11', to: '2026-11-17' };

const days = addUp(
  [12, 40, 25, 31, 58, 44, 37].map((delivered, index) => ({
    date: `2026111${index + 1}`,
    total: delivered + index + 2,
    delivered,
    failed: index,
    pending: 2,
  })),
  WEEK,
);

describe.skipIf(program.absent)('the page of stats --html', { timeout: 30_000 }, () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
    browser = await launchChromium(program.path);
  }, 30_000);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  /** Opens the page from disk, far from China; collects errors and requests. */
  async function open(colorScheme: 'light' | 'dark', language: Language = 'en', shown = days) {
    const file = join(folder, `${language}.html`);
    await writeFile(file, await statisticsPage(shown, WEEK, language));
    const context = await browser.newContext({
      colorScheme,
      timezoneId: 'America/Los_Angeles',
      locale: 'fr',
    });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, problems, fetched: fetched.filter((url) => !/^(?:file|data):/.test(url)) };
  }

  it.each(['light', 'dark'] as const)('draws its chart and fetches nothing, %s', async (scheme) => {
    const { page, problems, fetched } = await open(scheme);
    await page.locator('canvas').waitFor();
    expect({ problems, fetched }).toEqual({ problems: [], fetched: [] });
    for (const colour of ['good', 'bad', 'wait']) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await drawn(page, `--chart-${colour}`)).pixels).toBeGreaterThan(100);
    }
    const ground = 'getComputedStyle(document.documentElement).backgroundColor';
    expect(await page.evaluate(ground)).toBe(
      scheme === 'dark' ? 'rgb(19, 20, 21)' : 'rgb(246, 246, 243)',
    );
  });

  it('centres a single day', async () => {
    const { page } = await open('light', 'en', days.slice(-1));
    await page.locator('canvas').waitFor();
    const { pixels, middle } = await drawn(page, '--chart-good');
    expect(pixels).toBeGreaterThan(100);
    expect(middle).toBeGreaterThan(0.45);
    expect(middle).toBeLessThan(0.55);
  });

  it('has the same figures in a table, and no accessibility violations', async () => {
    const { page } = await open('light');
    expect(await page.locator('main > div tbody tr').count()).toBe(7);
    expect(await page.locator('.tiles').innerText()).toContain('247');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('fits a phone in %s, table included', async (language) => {
    const { page } = await open('light', language);
    await page.setViewportSize({ width: 390, height: 844 });
    const room: number = await page.evaluate(`(() => {
      const right = (place) => document.querySelector(place).getBoundingClientRect().right;
      return right('main > div:has(> table)') - right('main > div > table');
    })()`);
    expect(room).toBeGreaterThan(10);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.locator('main > div tbody td').first().innerText()).toBe('11-11');
  });

  it('shows dates in its own language, and the same days in every time zone', async () => {
    const { page } = await open('light', 'zh');
    await page.locator('canvas').waitFor();
    const box = await page.locator('.u-over').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 40);
    expect(await page.locator('.u-legend').innerText()).toMatch(/11月11日[^]*成功[^]*12/);
  });
});

interface Drawn {
  readonly pixels: number;
  /** Their average position, as a fraction of the chart's width. */
  readonly middle: number;
}

/** The chart's pixels in a colour of the theme. As source text: tests are compiled without DOM types. */
const drawn = (page: Page, variable: string): Promise<Drawn> =>
  page.evaluate(`(() => {
    const probe = document.createElement('i');
    probe.style.color = 'var(${variable})';
    document.body.append(probe);
    const colour = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
    probe.remove();
    const canvas = document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let pixels = 0;
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (!colour.every((value, part) => data[at + part] === value)) continue;
      pixels += 1;
      sum += (at / 4) % canvas.width;
    }
    return { pixels, middle: sum / pixels / canvas.width };
  })()`);
