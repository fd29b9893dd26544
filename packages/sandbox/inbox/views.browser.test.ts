import { AxeBuilder } from '@axe-core/playwright';
import { createSmsClient } from 'aliyun-sms-client';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { requireProgram } from '../../../scripts/require-program.ts';
import { browserSuite, rows } from './testing/browser.ts';
import type { RunningSandbox } from '../src/index.ts';
import { callSandbox } from '../src/testing/calls.ts';
import { loggedCall } from '../src/testing/logged-call.ts';
import { addMessage } from './testing/sample-messages.ts';

const chromium = requireProgram('chromium');

describe.skipIf(chromium.absent)('accessibility', { timeout: 120_000 }, () => {
  const { open, sandbox } = browserSuite(chromium.path);

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 375],
  ] as const)('axe finds no serious violation: %s, %i pixels wide', async (colorScheme, width) => {
    const { page } = await open('/inbox/', { colorScheme, viewport: { width, height: 800 } });
    expect(await seriousFindings(page)).toEqual([]);
    for (const status of ['submitted', 'delivered', 'failed'] as const)
      addMessage(sandbox(), { status, errCode: 'X', reportedAt: Date.now() });
    sandbox().requests.add(loggedCall(refusedCall));
    for (const hash of ['#/messages', '#/requests/R-1', '#/statistics', '#/controls']) {
      await page.goto(`${sandbox().url}/inbox/${hash}`);
      await page.locator('main').waitFor();
      await page.waitForTimeout(200);
      expect({ hash, findings: await seriousFindings(page) }).toEqual({ hash, findings: [] });
    }
  });
});

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const refusedCall = {
  id: 'R-1',
  at: new Date().toISOString(),
  method: 'POST',
  action: 'SendSms',
  version: '2017-05-25',
  accessKeyId: 'testid',
  signatureVersion: 'V3',
  parameters: { PhoneNumbers: '13800138000', TemplateCode: 'SMS_154950909' },
  status: 400,
  apiCode: 'SignatureDoesNotMatch',
  apiMessage: 'Specified signature is not matched with our calculation.',
  refusedBy: 'signature',
  canonicalRequest: 'POST\n/\n',
  stringToSign: 'ACS3-HMAC-SHA256\n7c4a8d09',
  diagnosis: [
    {
      mistake: 'spaceAsPlus',
      explanation: { en: 'Your signature matches if …', zh: '若……则签名匹配' },
    },
  ],
} as const;

function addCall(sandbox: RunningSandbox, count: number): void {
  sandbox.requests.add(loggedCall({ ...refusedCall, id: `R-${count}`, action: `Call${count}` }));
}

describe.skipIf(chromium.absent)('the other views', { timeout: 60_000 }, () => {
  const { open, sandbox } = browserSuite(chromium.path);

  test('a refused request shows the likely cause and the string that the server signed', async () => {
    const { page, problems } = await open('/inbox/#/requests');
    await page.getByText('No requests', { exact: true }).waitFor();
    sandbox().requests.add(loggedCall({ ...refusedCall, id: 'R-0', apiCode: 'OK', diagnosis: [] }));
    sandbox().requests.add(loggedCall(refusedCall));
    const call = page.getByRole('article', { name: 'Request' });
    await call.getByText('Your signature matches if …').waitFor();
    expect(await call.getByLabel('String to sign').last().textContent()).toBe(
      refusedCall.stringToSign,
    );
    await page.getByLabel('Only refused').check();
    await page.getByText('1 request', { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  test('a message links to the request that sent it', async () => {
    const client = createSmsClient({
      credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
      endpoint: sandbox().url,
    });
    await client.sendSms({
      phoneNumber: '8613800138000',
      signName: '阿里云短信测试',
      templateCode: 'SMS_154950909',
      templateParam: { code: '048291' },
    });
    const { page } = await open();
    await page.getByRole('link', { name: 'Show the request' }).click();
    const call = page.getByRole('article', { name: 'Request' });
    await call.getByText('{"code":"048291"}').waitFor();
    expect(await call.getByLabel('Canonical request').last().textContent()).toContain(
      'x-acs-action:SendSms',
    );
  });

  test('a switch and the form add and remove faults, and other open pages follow', async () => {
    const { page, problems } = await open('/inbox/#/controls');
    const { page: other } = await open('/inbox/#/controls');
    const throttled = page.getByRole('switch', { name: 'Throttled (Throttling.User)' });
    await throttled.check();
    await expect
      .poll(() => sandbox().faults.list())
      .toEqual([{ effect: { kind: 'apiCode', apiCode: 'Throttling.User' } }]);
    await other
      .getByRole('switch', { name: 'Throttled (Throttling.User)', checked: true })
      .waitFor();
    await throttled.uncheck();
    await expect.poll(() => sandbox().faults.list()).toEqual([]);

    await page.getByText('New fault …').click();
    await page.getByLabel('Effect').selectOption('HTTP status');
    await page.getByLabel('Code, status or milliseconds').fill('502');
    await page.getByLabel('Only for number').fill('13800138000');
    await page.getByLabel('Share of requests (%)').fill('50');
    await page.getByRole('button', { name: 'Add fault' }).click();
    await expect
      .poll(() => sandbox().faults.list())
      .toEqual([{ to: '13800138000', probability: 0.5, effect: { kind: 'status', status: 502 } }]);
    await page.getByRole('button', { name: /^Remove HTTP 502/ }).click();
    await expect.poll(() => sandbox().faults.list()).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('an invalid fault is refused with an error message', async () => {
    const { page } = await open('/inbox/#/controls');
    await page.getByText('New fault …').click();
    await page.getByLabel('Effect').selectOption('HTTP status');
    await page.getByLabel('Code, status or milliseconds').fill('9999');
    await page.getByRole('button', { name: 'Add fault' }).click();
    await page.getByRole('status').getByText('status').waitFor();
    expect(sandbox().faults.list()).toEqual([]);
  });

  test('the clock is shifted, frozen and reset', async () => {
    const { page } = await open('/inbox/#/controls');
    await page.getByRole('button', { name: '+1 day' }).click();
    await page.locator('.badge').getByText('+1 day').waitFor();
    expect(Math.round(sandbox().clock.offset() / 60_000)).toBe(24 * 60);
    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.getByText('frozen', { exact: true }).waitFor();
    expect(sandbox().clock.frozen()).toBe(true);
    await page.getByRole('button', { name: 'Reset clock' }).click();
    await page.locator('.badge').waitFor({ state: 'hidden' });
    expect(sandbox().clock.frozen()).toBe(false);
    expect(Math.abs(sandbox().clock.offset())).toBeLessThan(1000);
  });

  test('a magic number can be found and sent to, and a badge counts the refusal', async () => {
    const { page } = await open('/inbox/#/controls');
    await page.getByLabel('Filter by number, code or meaning').fill('amount_not');
    await page.getByRole('button', { name: 'Send to this number: +8615400000005' }).click();
    await page.getByRole('status').getByText('Refused: isv.AMOUNT_NOT_ENOUGH').waitFor();
    await page.getByText('1 request refused').waitFor({ state: 'attached' });
    await page.getByRole('link', { name: /Requests/ }).click();
    const call = page.getByRole('article', { name: 'Request' });
    const curl = await call.getByLabel('curl command').last().textContent();
    expect(curl).toContain('PhoneNumbers=8615400000005');
    expect(curl).toContain('Signature=<SIGNATURE>');
    expect(curl).not.toContain('testsecret');
  });

  test('signatures and templates in review are approved or rejected by hand', async () => {
    const { page, problems } = await open('/inbox/#/controls');
    const reviews = page.getByRole('list', { name: 'Reviews' });
    await reviews.getByText('您的验证码${code}，5分钟内有效。').waitFor();
    await reviews.getByRole('button', { name: 'Approve 【示例待审】' }).click();
    await expect.poll(() => reviews.getByRole('listitem').count()).toBe(1);

    await reviews.getByRole('button', { name: 'Reject SMS_200000030' }).click();
    await reviews.getByLabel('Reason').fill('  ');
    await reviews.getByRole('button', { name: 'Reject', exact: true }).click();
    await reviews.getByLabel('Reason').fill('<b>缺少用途</b>');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is in review.').waitFor();
    const [account] = sandbox().accounts.all();
    expect(account?.signNames.get('示例待审')?.status).toBe('approved');
    expect(account?.templates.get('SMS_200000030')).toMatchObject({
      status: 'rejected',
      reason: '<b>缺少用途</b>',
    });
    expect(problems).toEqual([]);
  });

  test('with manual review only, a new application appears and stays in review', async () => {
    const { page } = await open('/inbox/#/controls');
    await page.getByRole('switch', { name: 'Manual review only' }).check();
    await expect.poll(() => sandbox().reviews.byHand()).toBe(true);
    const { SignName } = await callSandbox(sandbox(), {
      Action: 'CreateSmsSign',
      SignName: '晨光书店',
      SignSource: '0',
      QualificationId: '123',
      Remark: '登录验证',
    });
    sandbox().clock.shift(3_600_000);
    await page.getByText(`【${String(SignName)}】`).waitFor();
    await page.getByText('Remark: 登录验证').waitFor();
  });

  test('each kind of push has its own URL', async () => {
    const { page } = await open('/inbox/#/controls');
    await page.getByText('Review results …').click();
    await page.getByLabel('Push signature reviews to').fill('http://127.0.0.1:1/s');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => sandbox().receipts.settings())
      .toMatchObject({ signNameUrl: 'http://127.0.0.1:1/s' });
    expect(sandbox().receipts.settings()).not.toHaveProperty('templateUrl');
    expect(await page.getByLabel('Push signature reviews to').inputValue()).toBe(
      'http://127.0.0.1:1/s',
    );
  });

  test('the sandbox is reset after confirmation', async () => {
    const { page } = await open('/inbox/#/controls');
    addMessage(sandbox());
    await page.getByRole('button', { name: 'Reset the sandbox …' }).click();
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await page.getByText('The sandbox was reset to its start state').waitFor();
    expect(sandbox().messages.size()).toBe(0);
  });

  test('the statistics count existing and new messages', async () => {
    addMessage(sandbox(), { status: 'delivered', reportedAt: Date.now() });
    const { page, problems } = await open('/inbox/#/statistics');
    const tile = page.locator('.tiles div', { hasText: 'Accepted' }).locator('dd');
    await tile.getByText('1', { exact: true }).waitFor();
    addMessage(sandbox());
    await tile.getByText('2', { exact: true }).waitFor();
    expect(await page.locator('.chart canvas').count()).toBe(2);
    await page.getByText('Show as table').click();
    // Not the legend of the chart, which is a table too.
    const table = page.getByRole('group').getByRole('table');
    await table.getByRole('columnheader', { name: '95th percentile' }).waitFor();
    expect(await table.getByRole('row').count()).toBeGreaterThan(1);
    expect(problems).toEqual([]);
  });

  test('all 5,000 requests can be scrolled and searched, and new ones appear on top', async () => {
    for (let count = 0; count < 5000; count += 1) addCall(sandbox(), count);
    const { page } = await open('/inbox/#/requests');
    await page.getByText('5,000 requests').waitFor();
    const list = page.getByRole('list', { name: 'Requests' });
    const box = page.locator('.virtual-list');
    await box.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await list.getByText('Call0', { exact: true }).waitFor();
    expect(await list.getByRole('listitem').count()).toBeLessThan(50);

    // Scrolled to the middle: what is in view stays where it is.
    await box.evaluate((element) => element.scrollTo(0, 68 * 2000));
    const seen = list.getByText('Call2990', { exact: true });
    const before = (await seen.boundingBox())?.y;
    addCall(sandbox(), 5000);
    const call = page.getByRole('article', { name: 'Request' });
    await call.getByText('Call5000', { exact: true }).waitFor();
    expect((await seen.boundingBox())?.y).toBe(before);

    await page.getByLabel('Search requests').fill('Call17');
    await page.getByText('111 requests').waitFor();
  });

  test('10,000 messages take few DOM nodes and can be scrolled to the first', async () => {
    for (let count = 0; count < 10_000; count += 1)
      addMessage(sandbox(), {
        text: `message ${count}`,
        code: null,
        to: `+86138${10_000_000 + count}`,
      });
    const { page } = await open();
    await page.getByText('10,000 messages').waitFor();
    const first = rows(page).getByText('message 0', { exact: true });
    await expect
      .poll(async () => {
        await page.locator('.virtual-list').evaluate((box) => box.scrollTo(0, box.scrollHeight));
        return first.count();
      })
      .toBe(1);
    expect(await rows(page).count()).toBeLessThan(50);
    expect(await rows(page).last().getAttribute('aria-setsize')).toBe('10000');
  });
});
