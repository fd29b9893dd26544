import { createServer } from 'node:http';
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { requireProgram } from '../../../scripts/require-program.ts';
import { browserSuite, patiently } from './browser.ts';
import { addMessage } from './sample-messages.ts';

const chromium = requireProgram('chromium');

describe.skipIf(chromium.absent)('a reply on the page', { timeout: 60_000 }, () => {
  const { open, sandbox } = browserSuite(chromium.path);

  test('is written under a mainland conversation, by keyboard, and stays over a reload', async () => {
    const { id } = addMessage(sandbox());
    const { page, complaints } = await open();
    const field = page.getByRole('textbox', { name: 'Reply as +86 138 0013 8000' });
    await field.waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('  ');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: 'Send the reply' }).isDisabled()).toBe(true);
    await page.keyboard.type('<b>好的</b> ');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Reply sent').waitFor();
    expect(await field.inputValue()).toBe('');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    const reply = { messageId: id, from: '+8613800138000', content: '<b>好的</b>' };
    expect(sandbox().receipts.replies.list()).toMatchObject([reply]);
    await page.reload();
    const bubble = page.locator('.bubble.is-reply');
    await bubble.waitFor();
    expect(await bubble.textContent()).toBe('Reply: <b>好的</b>');
    await page.getByRole('link', { name: 'Not pushed: set an address' }).click();
    await page.getByRole('heading', { name: 'Delivery reports' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('shows what became of its push, and goes when the messages are deleted', async () => {
    let status = 500;
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(status).end('{"code":0}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    sandbox().receipts.configure({ replyUrl: `http://127.0.0.1:${port}/` });
    addMessage(sandbox());
    const { page } = await open();
    await page.getByPlaceholder('Reply as this phone …').fill('收到');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByText('Push refused · HTTP 500').waitFor();
    status = 200;
    sandbox().clock.shift(60_000);
    await page.getByText('Pushed · attempt 2').waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    sandbox().messages.clear();
    addMessage(sandbox());
    await page.getByText('1 message', { exact: true }).waitFor();
    await expect.poll(() => page.locator('.bubble.is-reply').count(), patiently).toBe(0);
    server.closeAllConnections();
    server.close();
  });

  test('holds on to its phone while messages to others arrive, and keeps a draft', async () => {
    const { id } = addMessage(sandbox());
    const { page } = await open();
    const field = page.getByRole('textbox', { name: /^Reply as/ });
    await field.pressSequentially('to be contin');
    addMessage(sandbox(), { to: '+8613900001234' });
    await page.getByText('2 messages').waitFor();
    await field.pressSequentially('ued');
    expect(page.url()).toContain(`#/messages/${id}`);
    await page.keyboard.press('Escape');
    expect(page.url()).toContain(`#/messages/${id}`);
    await page.keyboard.press('4');
    await page.keyboard.press('1');
    await page.getByRole('textbox', { name: 'Reply as +86 139 0000 1234' }).waitFor();
    expect(await field.inputValue()).toBe('');
    await page.keyboard.press('j');
    await expect.poll(() => field.inputValue(), patiently).toBe('to be continued');
    expect(sandbox().receipts.replies.list()).toEqual([]);
  });

  test('keeps its text where the sandbox refuses it', async () => {
    addMessage(sandbox());
    const { page } = await open('/inbox/', { locale: 'zh-CN' });
    const field = page.getByRole('textbox', { name: '以 +86 138 0013 8000 的身份回复' });
    await field.fill('收到');
    await page.route('**/sandbox/v1/replies', (route) =>
      route.fulfill({ status: 404, json: { error: 'No such phone' } }),
    );
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('No such phone').waitFor();
    expect(await field.inputValue()).toBe('收到');
  });

  test('is not offered abroad, nor to the international product, and fits a narrow screen', async () => {
    addMessage(sandbox(), { product: 'international' });
    addMessage(sandbox(), { to: '+85268326366', country: 'HK' });
    const { page } = await open('/inbox/', { viewport: { width: 320, height: 640 } });
    const field = page.getByRole('textbox', { name: /^Reply as/ });
    for (const name of ['+852 6832 6366', '+86 138 0013 8000']) {
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('link', { name }).click();
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('region', { name: `Phone ${name}` }).waitFor();
      // oxlint-disable-next-line no-await-in-loop
      expect(await field.count()).toBe(0);
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('link', { name: 'Back to the list' }).click();
    }
    addMessage(sandbox());
    await page.getByRole('link', { name: '+86 138 0013 8000' }).first().click();
    await field.fill('x'.repeat(500));
    await page.keyboard.press('Enter');
    await page.locator('.bubble.is-reply').waitFor();
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await overflow()).toBe(0);
  });
});
