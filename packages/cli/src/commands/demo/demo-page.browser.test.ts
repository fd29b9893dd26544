import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../../../../scripts/launch-chromium.ts';
import { requireProgram } from '../../../../../scripts/require-program.ts';
import { startDemo, type RunningDemo } from './start-demo.ts';

const program = requireProgram('chromium');
describe.skipIf(program.absent)('the demo page', { timeout: 30_000 }, () => {
  let browser: Browser;
  let demo: RunningDemo;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium(program.path);
  }, 30_000);

  beforeEach(async () => {
    demo = await startDemo({ sandbox: 0, page: 0 });
    page = await browser.newPage({ locale: 'en-US' });
    await page.goto(demo.url);
  });

  afterEach(async () => {
    await page.close();
    await demo.close();
  });

  afterAll(async () => {
    await browser?.close();
  });

  const choose = async (flow: 'Create account' | 'Sign in') => {
    await page.getByRole('button', { name: flow, exact: true }).click();
  };
  const askForCode = async (number: string) => {
    await page.getByLabel('Phone number').fill(number);
    await page.getByRole('button', { name: 'Send code' }).click();
  };
  /** Reads the code from the phone in the frame, as a person would. */
  const readCode = async () => {
    const phone = page.frameLocator('iframe');
    await phone.getByText('138 0013 8000').waitFor();
    return (await phone.locator('.code-in-text').last().textContent()) ?? '';
  };
  const enter = async (code: string) => {
    const field = page.getByLabel('Verification code');
    await field.fill(code);
  };
  const problem = () => page.getByRole('alert');
  const atLeast = (text: string) => page.getByRole('heading', { name: text }).waitFor();

  it('registers with the code from the phone in the frame, then signs in', async () => {
    await choose('Create account');
    await askForCode('138 0013 8000');
    await enter(await readCode());
    await atLeast('Account created');
    const account = await page.locator('dd').first().textContent();

    await page.getByRole('button', { name: 'Sign out' }).click();
    // The next calendar minute: Aliyun allows one code a minute for each number.
    demo.sandbox.clock.shift(60_000);
    await choose('Sign in');
    await askForCode('138 0013 8000');
    await atLeast('Enter the code');
    const { messages, total } = demo.sandbox.messages.list({ to: '13800138000' });
    expect(total).toBe(2);
    await enter(messages[0]?.code ?? '');
    await atLeast('Welcome back');
    expect(await page.locator('dd').first().textContent()).toBe(account);
  });

  it('says that a code is wrong, and after ten attempts that a new one is needed', async () => {
    await askForCode('138 0013 8000');
    const right = await readCode();
    const wrong = right === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 10; tries += 1) {
      const answered = page.waitForResponse((response) => response.url().endsWith('/sessions'));
      await enter(wrong);
      await answered;
      await problem().filter({ hasText: 'Wrong code' }).waitFor();
    }
    await enter(right);
    await problem().filter({ hasText: 'Too many wrong codes' }).waitFor();
    expect(await problem().textContent()).toContain('Request a new one');
  });

  it('says that a code has expired once ten minutes have passed', async () => {
    await askForCode('138 0013 8000');
    const code = await readCode();
    demo.sandbox.clock.shift(10 * 60_000);
    await enter(code);
    await problem().filter({ hasText: 'expired' }).waitFor();
    expect(await problem().textContent()).toContain('Request a new one');
  });

  it('shows why the connector refused: one code a minute', async () => {
    // Aliyun counts by calendar minute, which must not change between the two.
    demo.sandbox.clock.freeze();
    await askForCode('138 0013 8000');
    await atLeast('Enter the code');
    await page.getByRole('button', { name: 'Use another number' }).click();
    await askForCode('138 0013 8000');
    await problem().filter({ hasText: /\S/ }).waitFor();
    expect(await problem().textContent()).not.toContain('Internal server error');
    expect(demo.sandbox.messages.list().total).toBe(1);
  });

  it('shows the operator’s explanation of a refusal as well', async () => {
    await askForCode('154 0000 0005');
    const operator = page.locator('.operator');
    await operator.waitFor();
    expect(await operator.textContent()).toContain('isv.AMOUNT_NOT_ENOUGH');
    expect(await problem().textContent()).not.toContain('isv.');
  });

  it('registers through Logto’s HTTP SMS connector and the gateway, and says so', async () => {
    await demo.close();
    demo = await startDemo({ sandbox: 0, page: 0 }, 'gateway');
    await page.goto(demo.url);
    expect(await page.locator('.stand-in').textContent()).toContain('HTTP SMS connector');
    await choose('Create account');
    await askForCode('154 0000 0005');
    await problem()
      .filter({ hasText: /Error occurred in connector: \{"message":"\S/ })
      .waitFor();
    expect(await page.locator('.operator').textContent()).toContain('isv.AMOUNT_NOT_ENOUGH');
    await askForCode('138 0013 8000');
    await enter(await readCode());
    await atLeast('Account created');
  });

  it('is labelled as a stand-in for Logto, in both languages', async () => {
    const label = page.locator('.stand-in strong');
    expect(await label.textContent()).toBe('Stand-in for Logto');
    await page.getByRole('button', { name: '中文' }).click();
    expect(await label.textContent()).toBe('Logto 的替身');
  });
});
