// `node scripts/screenshots.mjs`: renews the pictures in docs/ from the built packages. Needs Chromium at
// /usr/bin/chromium, or at the path in CHROMIUM. Times and texts are fixed, so that a picture changes
// only when the page does.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startSandbox } from '../packages/sandbox/dist/index.js';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const now = Date.parse('2026-03-02T09:41:00+08:00');
const minute = 60_000;

const china = { country: 'CN', signName: '阿里云短信测试', templateCode: 'SMS_154950909' };
const abroad = { signName: 'Acme', templateCode: 'SMS_154950910' };
const delivered = { status: 'delivered', errCode: 'DELIVERED', seconds: 2.3 };

/**
 * Oldest first: minutes ago, number, text, code, other fields.
 * @type {[number, string, string, string | null, Record<string, any>][]}
 */
const messages = [
  [
    94,
    '+8613800138000',
    '您的验证码为：660284，请勿泄露于他人！',
    '660284',
    { ...china, ...delivered },
  ],
  [
    61,
    '+819012345678',
    'Your verification code is 339027. It is valid for 10 minutes.',
    '339027',
    { ...abroad, country: 'JP', ...delivered },
  ],
  [
    47,
    '+442071838750',
    'Your verification code is 805116. It is valid for 10 minutes.',
    '805116',
    { ...abroad, country: 'GB', ...delivered },
  ],
  [
    33,
    '+8613800138000',
    '您的订单 20260302 已发货，请注意查收。',
    null,
    { ...china, templateCode: 'SMS_154950911', ...delivered },
  ],
  [
    18,
    '+6591234567',
    'Your verification code is 264905. It is valid for 10 minutes.',
    '264905',
    { ...abroad, country: 'SG', ...delivered },
  ],
  [
    9,
    '+8615400000101',
    '您的验证码为：118420，请勿泄露于他人！',
    '118420',
    { ...china, status: 'failed', errCode: 'MOBILE_NOT_ON_SERVICE', seconds: 6.1 },
  ],
  [
    4,
    '+85268326366',
    'Your verification code is 730154. It is valid for 10 minutes.',
    '730154',
    { ...abroad, country: 'HK', ...delivered },
  ],
  [
    1,
    '+8613800138000',
    '您的验证码为：482916，请勿泄露于他人！',
    '482916',
    { ...china, ...delivered },
  ],
];

function fill(sandbox) {
  for (const [index, [minutes, to, text, code, rest]] of messages.entries()) {
    const { seconds, status: _, errCode, ...message } = rest;
    const acceptedAt = now - minutes * minute - 137 * index;
    const kept = sandbox.messages.add({
      id: `m${index}`,
      bizId: `62832374949127066${index}^0`,
      requestId: `819BE656-D2E0-4858-8B21-B2E4770852${10 + index}`,
      product: 'sms',
      accessKeyId: 'testid',
      to,
      text:
        message.country === 'CN'
          ? `【${message.signName}】${text}`
          : `[${message.signName}]${text}`,
      code,
      segments: 1,
      status: 'submitted',
      acceptedAt,
      ...message,
    });
    sandbox.messages.report(kept, errCode ?? 'DELIVERED', acceptedAt + seconds * 1000);
  }
}

async function shoot(browser, url, name, options) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  await page.clock.setFixedTime(now);
  await page.goto(url);
  await page.getByText('482916').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.close();
}

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
mkdirSync(folder, { recursive: true });
const sandbox = await startSandbox({ port: 0 });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
fill(sandbox);
await shoot(browser, `${sandbox.url}/inbox/`, 'inbox', { colorScheme: 'light' });
await shoot(browser, `${sandbox.url}/inbox/`, 'inbox-zh-dark', {
  colorScheme: 'dark',
  locale: 'zh-CN',
});
await browser.close();
await sandbox.close();
