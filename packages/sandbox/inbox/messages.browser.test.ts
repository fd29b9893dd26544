import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { requireProgram } from '../../../scripts/require-program.ts';
import { browserSuite, rows } from './testing/browser.ts';
import { addMessage, reportMessage } from './testing/sample-messages.ts';

const chromium = requireProgram('chromium');
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

describe.skipIf(chromium.absent)('the message list', { timeout: 60_000 }, () => {
  const { open, sandbox, restart } = browserSuite(chromium.path);

  test('shows how to get started, then each message as soon as it is accepted', async () => {
    const { page, problems } = await open();
    await page.getByText('No messages yet').waitFor();
    await page.getByLabel('Any Aliyun SDK').last().getByText('SMS_154950909').waitFor();

    const message = addMessage(sandbox());
    await rows(page).first().getByText(message.text).waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.getByText('1 message', { exact: true }).waitFor();
    const phone = page.getByRole('region', { name: 'Phone +86 138 0013 8000' });
    expect(await phone.locator('.bubble').textContent()).toBe(message.text);
    expect(problems).toEqual([]);
  });

  test('sends a test message, and finds it by its number as displayed', async () => {
    const { page, problems } = await open();
    await page.getByRole('button', { name: 'Send a test SMS' }).click();
    await rows(page).first().waitFor();
    await page.getByLabel('Search messages').fill('138 0013');
    await page.getByText('1 matching').waitFor();
    await page.getByLabel('Search messages').fill('+86 138 0013 8000');
    await page.getByText('1 matching').waitFor();
    expect(problems).toEqual([]);
  });

  test('explains a failed message and does not offer its code', async () => {
    addMessage(sandbox(), { status: 'failed', errCode: 'MOBILE_NOT_ON_SERVICE' });
    const { page } = await open();
    await page.getByText('Turn the phone on, or use another number.').waitFor();
    await page.getByText('Not delivered').waitFor();
    expect(await page.getByRole('button', { name: /^Copy code/ }).count()).toBe(0);
  });

  test('shows the newest message on top and updates it with its report', async () => {
    const first = addMessage(sandbox());
    const { page } = await open();
    addMessage(sandbox(), { to: '+85268326366', country: 'HK' });
    await rows(page).nth(1).waitFor();
    expect(await rows(page).first().innerText()).toContain('+852 6832 6366');

    const at = Date.parse(first.acceptedAt) + 3210;
    reportMessage(sandbox(), first.id, 'MOBILE_NOT_ON_SERVICE', at);
    await rows(page).nth(1).getByRole('img', { name: 'Failed' }).waitFor();
    await rows(page).nth(1).getByRole('link').click();
    await page.getByText('MOBILE_NOT_ON_SERVICE · after 3.2 s').waitFor();
  });

  test('copies the code from the list, the text and the details, and by keyboard', async () => {
    addMessage(sandbox(), { code: '048291', text: '【Acme】Your code is 048291.' });
    const { page } = await open();
    const buttons = page.getByRole('button', { name: 'Copy code 048291' });
    await buttons.nth(2).waitFor();
    expect(await buttons.count()).toBe(3);
    for (const button of await buttons.all()) {
      await page.evaluate(() => navigator.clipboard.writeText('nothing'));
      await button.click();
      await page.getByRole('status').getByText('Copied').waitFor();
      expect(await clipboard(page)).toBe('048291');
    }
    await page.evaluate(() => navigator.clipboard.writeText('nothing'));
    await page.keyboard.press('c');
    await expect.poll(() => clipboard(page)).toBe('048291');
  });

  test('shows Arabic right to left, and the day of a report that came on another day', async () => {
    const text = 'رمز التحقق الخاص بك هو 553311.';
    const { id } = addMessage(sandbox(), { to: '+201001234567', country: 'EG', text });
    reportMessage(sandbox(), id, 'DELIVERED', Date.parse('2031-05-17T12:00:00.000Z'));
    const { page } = await open();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText(/^May 1\d \d\d:\d\d:\d\d\.000$/).waitFor();
    for (const shown of [page.locator('.bubble'), page.locator('.preview')])
      expect(await shown.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  });

  test('searches while typing, and applies the search to new messages', async () => {
    addMessage(sandbox(), { text: '【Acme】Your parcel is here', code: null });
    addMessage(sandbox());
    const { page } = await open();
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('parcel');
    await page.getByText('1 matching').waitFor();
    expect(await rows(page).count()).toBe(1);

    addMessage(sandbox());
    addMessage(sandbox(), { text: '【Acme】A second parcel', code: null });
    await page.getByText('2 matching').waitFor();
    await page.getByLabel('Search messages').fill('nothing like it');
    await page.getByText('No message matches the search.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('4 messages').waitFor();
  });

  test('filters by status', async () => {
    addMessage(sandbox());
    addMessage(sandbox(), { status: 'failed', errCode: 'IS_CLOSE' });
    const { page } = await open();
    await page.getByRole('button', { name: 'Failed' }).click();
    await page.getByText('1 matching').waitFor();
    expect(await rows(page).count()).toBe(1);
  });

  test('deletes all messages after confirmation', async () => {
    addMessage(sandbox());
    const { page } = await open();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(sandbox().messages.size()).toBe(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByText('No messages yet').waitFor();
    expect(sandbox().messages.size()).toBe(0);
  });

  test('shows flag and country, in English and in Chinese, and remembers the language', async () => {
    addMessage(sandbox(), { to: '+6591234567', country: 'SG' });
    const { page } = await open();
    const flag = rows(page).getByRole('img', { name: 'Singapore' });
    expect(await flag.textContent()).toBe('🇸🇬');
    await page.getByRole('button', { name: '切换到中文' }).click();
    await page.getByRole('img', { name: '新加坡' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await page.reload();
    await page.getByText('已受理').waitFor();
    expect(await page.title()).toBe('短信收件箱');
  });

  test('starts in Chinese in a Chinese browser', async () => {
    const { page } = await open('/inbox/', { locale: 'zh-CN' });
    await page.getByText('还没有短信').waitFor();
    expect(await page.title()).toBe('短信收件箱');
  });

  test('is dark if the system is dark, and can be switched', async () => {
    const { page } = await open('/inbox/', { colorScheme: 'dark' });
    const ground = () =>
      page.evaluate(() => getComputedStyle(document.body.parentElement!).backgroundColor);
    expect(await ground()).toBe('rgb(19, 20, 21)');
    await page.getByRole('button', { name: 'Theme: system' }).click();
    expect(await ground()).toBe('rgb(246, 246, 243)');
    await page.getByRole('button', { name: 'Theme: light' }).click();
    expect(await ground()).toBe('rgb(19, 20, 21)');
  });

  test('can be used by keyboard alone', async () => {
    const older = addMessage(sandbox(), { text: 'older', code: null });
    const newer = addMessage(sandbox(), { text: 'newer', code: null });
    const { page } = await open();
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('j');
    expect(page.url()).toContain(`#/messages/${older.id}`);
    await page.keyboard.press('k');
    expect(page.url()).toContain(`#/messages/${newer.id}`);
    await page.keyboard.press('ArrowDown');
    expect(page.url()).toContain(`#/messages/${older.id}`);
    await page.keyboard.press('Escape');
    expect(page.url()).toMatch(/#\/messages$/);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByLabel('Single-key shortcuts').uncheck();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('j');
    expect(page.url()).toMatch(/#\/messages$/);
  });

  test('fits a narrow screen: list, then message, then back', async () => {
    addMessage(sandbox());
    const { page } = await open('/inbox/', { viewport: { width: 320, height: 640 } });
    const details = page.getByRole('complementary', { name: 'Details' });
    await rows(page).getByRole('link').click();
    await details.waitFor();
    expect(await rows(page).isVisible()).toBe(false);
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await overflow()).toBe(0);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await rows(page).first().waitFor();
    expect(await details.isVisible()).toBe(false);
    expect(await overflow()).toBe(0);
  });

  test('shows how many old messages the sandbox has dropped', async () => {
    await restart({ port: 0, maxMessages: 3 });
    const { page } = await open();
    for (const text of ['one', 'two', 'three', 'four', 'five']) addMessage(sandbox(), { text });
    await page.getByText('2 older messages were dropped').waitFor();
    await page.getByText('3 messages').waitFor();
    expect(await rows(page).locator('.preview').allTextContents()).toEqual([
      'five',
      'four',
      'three',
    ]);
  });

  test('opens a message that is not loaded in the list, and says so if it does not exist', async () => {
    const { id } = addMessage(sandbox(), { text: 'the very first' });
    for (let count = 0; count < 600; count += 1)
      addMessage(sandbox(), { to: '+85268326366', country: 'HK' });
    const { page } = await open(`/inbox/#/messages/${id}`);
    await page.getByRole('region', { name: /Phone/ }).getByText('the very first').waitFor();
    await page.goto(`${sandbox().url}/inbox/#/messages/unknown`);
    await page.getByText('This message is no longer in the inbox.').waitFor();
    expect(await page.getByRole('region', { name: /Phone/ }).count()).toBe(0);
  });

  test('reconnects after the sandbox was restarted', async () => {
    addMessage(sandbox());
    const { page } = await open();
    const { port } = sandbox();
    await restart({ port });
    addMessage(sandbox(), { text: 'after the restart', code: null });
    await rows(page).getByText('after the restart').waitFor();
    expect(await rows(page).count()).toBe(1);
  });
});
