import { performance } from 'node:perf_hooks';
import { createSmsClient } from 'aliyun-sms-client';
import { chromium } from 'playwright-core';
import { spread } from './contest.mjs';
import { account, message } from './message.mjs';

const sends = 20;

/**
 * The time from the answer to a send until an open inbox page shows the message's code, in
 * milliseconds; `undefined` without Chromium at /usr/bin/chromium.
 */
export async function showingTimes(url) {
  const options = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] };
  const browser = await chromium.launch(options).catch(() => undefined);
  if (browser === undefined) return undefined;
  const page = await browser.newPage();
  await page.goto(`${url}/inbox/`, { waitUntil: 'load' });
  await page.evaluate(watchForCodes);
  const client = createSmsClient({ credentials: account, endpoint: url });
  const times = [];
  for (let index = 0; index < sends; index += 1) {
    const code = String(700_001 + index);
    const phoneNumber = `1390001${String(index).padStart(4, '0')}`;
    await client.sendSms({ ...message, phoneNumber, templateParam: { code } });
    const accepted = performance.timeOrigin + performance.now();
    const shown = await page.waitForFunction((text) => globalThis.shownAt.get(text), code);
    times.push(Math.max(0, (await shown.jsonValue()) - accepted));
  }
  await browser.close();
  return spread(times);
}

/** Runs in the page: records when each six-digit code first appears. */
function watchForCodes() {
  globalThis.shownAt = new Map();
  const observer = new MutationObserver(() => {
    const now = performance.timeOrigin + performance.now();
    for (const code of document.body.innerText.match(/\b7\d{5}\b/g) ?? []) {
      if (!globalThis.shownAt.has(code)) globalThis.shownAt.set(code, now);
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
