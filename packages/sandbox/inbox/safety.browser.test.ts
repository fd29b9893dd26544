import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { requireProgram } from '../../../scripts/require-program.ts';
import { browserSuite, rows } from './testing/browser.ts';
import { addMessage } from './testing/sample-messages.ts';

const chromium = requireProgram('chromium');

const hostileTexts = [
  '<script>window.hit = 1; alert(1)</script>',
  '<img src=x onerror="window.hit = 1">',
  '"><svg/onload=window.hit=1>',
  '</p></li></ul><iframe src="javascript:parent.hit=1"></iframe>',
  '<style>body{display:none}</style><a href="javascript:window.hit=1">press</a>',
  '{{constructor.constructor("window.hit=1")()}} ${window.hit=1}',
  '\u202Egnp.exe\u202C \u0000 \u2028 \uD800 ‏عربى ‎‎',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ '.repeat(20),
  'x'.repeat(5000),
];

describe.skipIf(chromium.absent)('the inbox page', { timeout: 60_000 }, () => {
  const { open, sandbox, restart } = browserSuite(chromium.path);

  test('shows hostile texts as plain text', async () => {
    const { page, problems } = await open();
    for (const [index, text] of hostileTexts.entries()) {
      addMessage(sandbox(), {
        text,
        code: text.slice(0, 6),
        signName: text,
        outId: text,
        templateCode: text,
        country: text.slice(0, 2),
        to: `+86138001380${10 + index}`,
      });
    }
    await rows(page)
      .nth(hostileTexts.length - 1)
      .waitFor();
    const shown = await rows(page).locator('.preview').allTextContents();
    expect(shown).toEqual(hostileTexts.toReversed());
    for (const row of await rows(page).all()) {
      await row.getByRole('link').click();
      await page.getByRole('complementary', { name: 'Details' }).waitFor();
    }
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    expect(await page.locator('#app :is(script, iframe, style, img)').count()).toBe(0);
    expect(await page.locator('#app a[href^="javascript:"]').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('can be framed by an allowed origin and by no other', async () => {
    const { url: friend, close: closeFriend } = await frameServer();
    const { url: stranger, close: closeStranger } = await frameServer();
    await restart({ port: 0, allowFrame: [friend] });
    addMessage(sandbox(), { code: '048291', text: '【Acme】Your code is 048291.' });
    const inboxUrl = `${sandbox().url}/inbox/?embed=phone`;

    const { page } = await open();
    await page.goto(`${friend}/?${inboxUrl}`);
    const framed = page.frameLocator('iframe');
    await framed.getByText('Your code is 048291.').waitFor();
    expect(await framed.getByRole('navigation').count()).toBe(0);

    const refusal = page.waitForEvent('console', (message) =>
      message.text().includes('frame-ancestors'),
    );
    await page.goto(`${stranger}/?${inboxUrl}`);
    await refusal;
    expect(await page.frameLocator('iframe').getByText('048291').count()).toBe(0);
    await closeFriend();
    await closeStranger();
  });

  test('shows the messages of one number in a frame, live', async () => {
    const { page } = await open();
    await page.goto(`${sandbox().url}/inbox/?embed=phone&to=13800138000`);
    await page.getByText('No messages yet').waitFor();
    addMessage(sandbox(), { to: '+85268326366', country: 'HK', text: 'for another' });
    addMessage(sandbox(), { text: 'for this phone' });
    await page.getByText('for this phone').waitFor();
    expect(await page.getByText('for another').count()).toBe(0);
  });
});

/** A page on another origin that frames the address in its query. */
async function frameServer() {
  const server = createServer((request, response) => {
    const target = request.url?.replace(/^\/\??/, '') ?? '';
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Host</title><iframe src="${target}"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}
